package dev.interlock.processor.escape;

import com.sun.source.tree.Tree;
import org.jspecify.annotations.Nullable;

/**
 * Place at which a value may outlive the request that it belongs to.
 *
 * @param where description of the receiver, such as {@code field Cache.last}
 * @param result result of the call that takes the value as an argument; null if there is none. If the handler returns
 *     this result as its stage, the request stays open
 */
record Leak(
        Kind kind,
        Value value,
        String where,
        Tree at,
        @Nullable Root result) {
    enum Kind {
        /** An object that all requests share stores the value. */
        STORED,
        /** Code that runs on another thread or at a later time receives the value. */
        LATER,
        /** The method returns the value, or an object that holds the value. */
        RETURNED
    }
}
