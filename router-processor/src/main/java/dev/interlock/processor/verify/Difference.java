package dev.interlock.processor.verify;

import java.util.Optional;

/**
 * Where the tables do not say what the routes say.
 *
 * @param text a sentence without its full stop
 * @param path a path that shows it, as it stands in a request; empty if none was found
 */
record Difference(String text, Optional<String> path) {
    static Difference unshown(String text) {
        return new Difference(text, Optional.empty());
    }
}
