package dev.interlock.codec;

import io.avaje.json.JsonAdapter;
import io.avaje.json.JsonReader;
import io.avaje.json.PropertyNames;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Asks an adapter whether it knows a property: by giving it an object with that one, and watching whether it says that it
 * does not. Naming conventions, mix-ins and custom adapters cannot be seen in a type, but so they can.
 */
final class JsonbProbe implements JsonReader {
    private final String property;
    private boolean begun;
    private boolean named;
    private boolean known;

    private JsonbProbe(String property) {
        this.property = property;
    }

    /** Whether the adapter reads a property of that name. */
    static boolean knows(JsonAdapter<?> adapter, String property) {
        JsonbProbe probe = new JsonbProbe(property);
        try {
            adapter.fromJson(probe);
        } catch (RuntimeException e) {
            // Whatever it says of the one property that it was given, what counts is what it did before.
            return probe.known;
        }
        return probe.known;
    }

    /** Ends the reading: all is known that was asked. */
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
        named = true;
        return property;
    }

    @Override
    public void unmappedField(String fieldName) {
        throw new Stop();
    }

    @Override
    public boolean isNullValue() {
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
        throw stop();
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
