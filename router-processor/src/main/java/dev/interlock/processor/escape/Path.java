package dev.interlock.processor.escape;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The steps that a value took from its root to a place, last step first.
 *
 * @param before the path without its last step, or null for the empty path
 * @param length the number of steps
 */
record Path(@Nullable Path before, String step, int length) {
    /** No step at all. */
    static final Path NONE = new Path(null, "", 0);

    /** More steps tell a reader nothing, and loops must not grow a path without end. */
    private static final int LONGEST = 12;

    /** This path and one more step; a step is not repeated. */
    Path then(String next) {
        return next.equals(step) || next.isEmpty() || length >= LONGEST ? this : new Path(this, next, length + 1);
    }

    /** This path and all steps of another. */
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

    /** The steps, first step first. */
    List<String> steps() {
        List<String> steps = new ArrayList<>();
        for (Path path = this; path != null && path.before != null; path = path.before) {
            steps.add(path.step);
        }
        Collections.reverse(steps);
        return steps;
    }
}
