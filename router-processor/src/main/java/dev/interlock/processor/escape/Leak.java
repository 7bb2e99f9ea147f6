package dev.interlock.processor.escape;

import com.sun.source.tree.Tree;
import org.jspecify.annotations.Nullable;

/**
 * A place at which a value leaves the request if it belongs to one.
 *
 * @param where what gets it, such as {@code field Cache.last}
 * @param result what the call returns that hands it on: a stage that the handler returns keeps the request open; or null
 */
record Leak(
        Kind kind,
        Value value,
        String where,
        Tree at,
        @Nullable Root result) {
    enum Kind {
        /** Something that every request shares keeps it. */
        STORED,
        /** Code that runs on another thread, or later, gets it. */
        LATER,
        /** The method returns it, or something that holds it. */
        RETURNED
    }
}
