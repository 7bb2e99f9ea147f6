package dev.interlock.processor.escape;

import com.sun.source.tree.Tree;
import org.jspecify.annotations.Nullable;

/**
 * Place at which a value leaves its request, if it belongs to one.
 *
 * @param where the receiver, such as {@code field Cache.last}
 * @param result result of the call that passes the value on, or null; if the handler returns this stage, the request
 *     stays open
 */
record Leak(
        Kind kind,
        Value value,
        String where,
        Tree at,
        @Nullable Root result) {
    enum Kind {
        /** An object that all requests share keeps the value. */
        STORED,
        /** Code on another thread, or later code, receives the value. */
        LATER,
        /** The method returns the value, or an object that holds it. */
        RETURNED
    }
}
