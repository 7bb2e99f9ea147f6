package dev.interlock.jsonb;

import io.avaje.json.JsonAdapter;
import io.avaje.json.JsonReader;
import io.avaje.json.PropertyNames;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether an adapter knows a property. The probe lets the adapter read an object with this property, and
 * observes whether the adapter reports the property as unknown. Only this works for naming conventions, mix-ins and
 * custom adapters, too.
 */
final class JsonbProbe implements JsonReader {
    private final String property;
    /**
     * Name of the property that names the subtype. Null if there are no subtypes, or if the adapter has already read
     * the property.
     */
    private @Nullable String subtypeProperty;

    private final String subtype;
    private boolean readsSubtype;
    private boolean begun;
    private boolean named;
    private boolean known;

    private JsonbProbe(@Nullable String subtypeProperty, String subtype, String property) {
        this.subtypeProperty = subtypeProperty;
        this.subtype = subtype;
        this.property = property;
    }

    /**
     * Whether the adapter knows a property.
     *
     * @param subtypeProperty name of the property that names the subtype; null if there are no subtypes
     */
    static boolean knows(JsonAdapter<?> adapter, @Nullable String subtypeProperty, String subtype, String property) {
        JsonbProbe probe = new JsonbProbe(subtypeProperty, subtype, property);
        try {
            adapter.fromJson(probe);
        } catch (RuntimeException e) {
            // The adapter may fail at a later part of this object. The result is already known.
            return probe.known;
        }
        return probe.known;
    }

    /** Ends the reading once the result is known. */
    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stop() {
            super(null, null, false, false);
        }
    }

    private Stop stop() {
        known = named;
        return new Stop();
    }

    @Override
    public void beginObject(PropertyNames names) {
        beginObject();
    }

    @Override
    public void beginObject() {
        if (begun) {
            throw stop();
        }
        begun = true;
    }

    @Override
    public boolean hasNextField() {
        return begun && !named;
    }

    @Override
    public String nextField() {
        String first = subtypeProperty;
        if (first != null) {
            subtypeProperty = null;
            readsSubtype = true;
            return first;
        }
        named = true;
        return property;
    }

    @Override
    public void unmappedField(String fieldName) {
        throw new Stop();
    }

    @Override
    public boolean isNullValue() {
        if (readsSubtype) {
            return false;
        }
        if (begun) {
            throw stop();
        }
        return false;
    }

    @Override
    public Token currentToken() {
        if (begun) {
            throw stop();
        }
        return Token.BEGIN_OBJECT;
    }

    @Override
    public void beginArray() {
        throw stop();
    }

    @Override
    public void endArray() {
        throw stop();
    }

    @Override
    public boolean hasNextElement() {
        throw stop();
    }

    @Override
    public void endObject() {
        throw new Stop();
    }

    @Override
    public boolean readBoolean() {
        throw stop();
    }

    @Override
    public int readInt() {
        throw stop();
    }

    @Override
    public long readLong() {
        throw stop();
    }

    @Override
    public double readDouble() {
        throw stop();
    }

    @Override
    public BigDecimal readDecimal() {
        throw stop();
    }

    @Override
    public BigInteger readBigInteger() {
        throw stop();
    }

    @Override
    public String readString() {
        if (readsSubtype) {
            readsSubtype = false;
            return subtype;
        }
        throw stop();
    }

    @Override
    public byte[] readBinary() {
        throw stop();
    }

    @Override
    public String readRaw() {
        throw stop();
    }

    @Override
    public void skipValue() {
        throw new Stop();
    }

    @Override
    public String location() {
        return property;
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        throw stop();
    }

    @Override
    public void close() {}
}
