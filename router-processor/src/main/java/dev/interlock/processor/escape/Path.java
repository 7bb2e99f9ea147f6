package dev.interlock.processor.escape;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Steps of a value from its root to a place, in reverse order.
 *
 * @param before the path without its last step, or null for the empty path
 * @param length number of steps
 */
record Path(@Nullable Path before, String step, int length) {
    /** Path without a step. */
    static final Path NONE = new Path(null, "", 0);

    /** Limit on the steps. More steps do not help a reader, and a loop must not extend a path forever. */
    private static final int LONGEST = 12;

    /** Returns this path with one more step, unless the path already has the step. */
    Path then(String next) {
        return next.equals(step) || next.isEmpty() || length >= LONGEST ? this : new Path(this, next, length + 1);
    }

    /** Returns this path with all steps of another path. */
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

    /** Steps in order. */
    List<String> steps() {
        List<String> steps = new ArrayList<>();
        for (Path path = this; path != null && path.before != null; path = path.before) {
            steps.add(path.step);
        }
        Collections.reverse(steps);
        return steps;
    }
}
