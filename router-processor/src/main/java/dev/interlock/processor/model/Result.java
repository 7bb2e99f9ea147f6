package dev.interlock.processor.model;

import java.util.Optional;
import javax.lang.model.type.TypeMirror;

/**
 * What a handler returns.
 *
 * @param type without {@code Optional}
 * @param codec writes it to the response; empty for {@code void}
 */
public record Result(TypeMirror type, Optional<Codec> codec, Presence presence) {
    /** What becomes of a value that is not there. */
    public enum Presence {
        /** There always is one. */
        ALWAYS,
        /** An empty {@code Optional} is answered 404. */
        OPTIONAL,
        /** {@code null} is answered 404. */
        NULLABLE
    }
}
