package dev.interlock.processor.verify;

import java.util.Optional;

/**
 * A difference between the tables and the routes.
 *
 * @param text description of the difference: a sentence without a full stop
 * @param path example of a path that shows the difference, percent-encoded as in a request; empty if none was found
 */
record Difference(String text, Optional<String> path) {
    static Difference unshown(String text) {
        return new Difference(text, Optional.empty());
    }
}
