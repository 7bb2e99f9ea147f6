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

    /** Limit on steps: more do not help a reader, and loops must not grow a path for ever. */
    private static final int LONGEST = 12;

    /** Adds a step to this path, unless the path has it already. */
    Path then(String next) {
        return next.equals(step) || next.isEmpty() || length >= LONGEST ? this : new Path(this, next, length + 1);
    }

    /** Adds all steps of another path. */
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
