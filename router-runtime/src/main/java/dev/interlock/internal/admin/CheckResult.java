package dev.interlock.internal.admin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Result of a health check.
 *
 * @param name name of the check
 * @param problem reason why the check is DOWN, or null if it is UP
 * @param nanos time that the check took, or -1 if no time was measured
 */
record CheckResult(String name, @Nullable String problem, long nanos) {
    static final String UP = "UP";
    static final String DOWN = "DOWN";

    /** Limit on the characters of a problem. The rest is cut off. */
    private static final int MAX_PROBLEM = 200;

    CheckResult {
        problem = problem == null || problem.length() <= MAX_PROBLEM ? problem : problem.substring(0, MAX_PROBLEM);
    }

    boolean isUp() {
        return problem == null;
    }

    /** Returns the members of the result in JSON. */
    Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("name", name);
        members.put("status", isUp() ? UP : DOWN);
        if (nanos >= 0) {
            members.put("millis", TimeUnit.NANOSECONDS.toMillis(nanos));
        }
        if (problem != null) {
            members.put("message", problem);
        }
        return members;
    }
}
