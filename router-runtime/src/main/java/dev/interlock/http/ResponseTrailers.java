package dev.interlock.http;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Trailer fields of a response (RFC 9110 section 6.5): fields that are already known, and a source of fields that are
 * known at the end of the body.
 */
public final class ResponseTrailers {
    private final FieldSection fields = new FieldSection();
    private @Nullable Supplier<? extends List<FieldLine>> source;

    ResponseTrailers() {}

    void set(CharSequence name, CharSequence value) {
        TrailerNames.require(name);
        fields.set(name, value);
    }

    void set(FieldLine field) {
        TrailerNames.require(field.name());
        fields.set(field);
    }

    void source(Supplier<? extends List<FieldLine>> atEnd) {
        source = atEnd;
    }

    /** Fields that are known so far. */
    public FieldSection known() {
        return fields;
    }

    /**
     * Called by the protocol engine after the last byte of the body: returns all fields, including the fields of the
     * source. Throws the exceptions of the source.
     */
    public FieldSection complete() {
        Supplier<? extends List<FieldLine>> asked = source;
        if (asked != null) {
            source = null;
            for (FieldLine field : asked.get()) {
                TrailerNames.require(field.name());
                fields.add(field);
            }
        }
        return fields;
    }
}
