package dev.interlock.internal.message;

import dev.interlock.http.FieldLine;
import dev.interlock.internal.syntax.FieldSection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Trailer fields of a response (RFC 9110 section 6.5). Some fields are known in advance. A source supplies the other
 * fields at the end of the body.
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
        fields.set(field.bytes(), field.nameLength());
    }

    void source(Supplier<? extends List<FieldLine>> atEnd) {
        source = atEnd;
    }

    /** Returns the fields that are already known. */
    public FieldSection known() {
        return fields;
    }

    /**
     * Returns all fields, including the fields of the source. Called after the last byte of the body. Throws the
     * exceptions of the source.
     */
    public FieldSection complete() {
        Supplier<? extends List<FieldLine>> asked = source;
        if (asked != null) {
            source = null;
            for (FieldLine field : asked.get()) {
                TrailerNames.require(field.name());
                fields.add(field.bytes(), field.nameLength());
            }
        }
        return fields;
    }
}
