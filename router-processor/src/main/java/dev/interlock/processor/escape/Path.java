package dev.interlock.processor.escape;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Steps of a value from its root to a place. Each object holds the last step and the path before it.
 *
 * @param before path without the last step; null for the empty path
 * @param length number of steps
 */
record Path(@Nullable Path before, String step, int length) {
    /** Path without steps. */
    static final Path NONE = new Path(null, "", 0);

    /**
     * Largest number of steps. More steps do not help the reader of a message. The limit also ends loops that would add
     * steps forever.
     */
    private static final int LONGEST = 12;

    /**
     * Returns this path with one more step. Returns the same path if the step is empty or equals the last step, or if
     * the path has reached its limit.
     */
    Path then(String next) {
        return next.equals(step) || next.isEmpty() || length >= LONGEST ? this : new Path(this, next, length + 1);
    }

    /** Returns the path with the steps of this path, followed by the steps of another path. */
    Path then(Path more) {
        if (length == 0 || more.length == 0) {
            return length == 0 ? more : this;
        }
        Path path = this;
        for (String each : more.steps()) {
            path = path.then(each);
        }
        return path;
    }

    /** Returns the steps from the root to the place. */
    List<String> steps() {
        List<String> steps = new ArrayList<>();
        for (Path path = this; path != null && path.before != null; path = path.before) {
            steps.add(path.step);
        }
        Collections.reverse(steps);
        return steps;
    }
}
