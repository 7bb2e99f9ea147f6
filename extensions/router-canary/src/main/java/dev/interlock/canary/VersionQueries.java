package dev.interlock.canary;

import org.jspecify.annotations.Nullable;

/**
 * Expressions of PromQL for the series of one version in a window. The metrics are those of {@code router-metrics}.
 * Immutable.
 *
 * <p>Increments are exact differences of samples. {@code increase()} would extrapolate them, and would lose the first
 * sample of a new instance. Counters of instances that have vanished count by their last sample.
 */
final class VersionQueries {
    static final String METHOD = "http_request_method";
    static final String ROUTE = "http_route";
    static final String STATUS = "http_response_status_code";
    static final String ERROR = "error_type";
    static final String DURATION = "http_server_request_duration_seconds";
    static final String ABORTED = "interlock_responses_aborted_total";
    private static final String COUNT = DURATION + "_count";
    private static final String BUCKET = DURATION + "_bucket";
    private static final String SERIES = METHOD + ", " + ROUTE + ", " + STATUS + ", " + ERROR;
    private static final double MILLIS = 1000;
    private static final String ABORTS = "reason=~\"failed|out_of_memory|shut_down\"";
    private static final String TARGET = "on (job, instance)";

    private final String selector;
    private final @Nullable String infoMetric;
    private final String window;
    private final String offset;
    /** Start of the window in seconds since 1970, a second early. */
    private final long start;

    /**
     * @param selector label matchers without braces
     * @param infoMetric metric that has the labels of the selector, or null if all series have them
     * @param now end of the window in seconds since 1970
     * @param windowMillis milliseconds from the start of the window to its end
     */
    VersionQueries(String selector, @Nullable String infoMetric, double now, long windowMillis) {
        this.selector = selector;
        this.infoMetric = infoMetric;
        start = (long) Math.floor(now - windowMillis / MILLIS) - 1;
        window = "[" + windowMillis + "ms]";
        offset = " offset " + windowMillis + "ms";
    }

    /** Returns the series of a metric with a suffix, such as a range, in a function. */
    private String over(String function, String metric, String more) {
        if (infoMetric == null) {
            String matchers = more.isEmpty() ? selector : selector + "," + more;
            return function + "(" + metric + "{" + matchers + "}" + window + ")";
        }
        String matchers = more.isEmpty() ? "" : "{" + more + "}";
        return "(" + function + "(" + metric + matchers + window + ") and " + TARGET + " last_over_time(" + infoMetric
                + "{" + selector + "}" + window + "))";
    }

    private String now(String metric) {
        return infoMetric == null
                ? metric + "{" + selector + "}"
                : "(" + metric + " and " + TARGET + " " + infoMetric + "{" + selector + "})";
    }

    private String atStart(String metric, String more) {
        String matchers = infoMetric != null ? more : more.isEmpty() ? selector : selector + "," + more;
        return metric + "{" + matchers + "}" + offset;
    }

    /** Returns the number of instances that have a sample now. */
    String instancesNow() {
        return "count(count by (job, instance) (" + now(COUNT) + "))";
    }

    /** Returns whether native histograms exist now: their number. */
    String nativeNow() {
        return "count(" + now(DURATION) + ")";
    }

    /** Returns the instances that had samples in the window and have none now. */
    String vanished() {
        return "count by (job, instance) (" + over("last_over_time", COUNT, "") + ") unless " + TARGET + " "
                + now(COUNT);
    }

    /** Returns the instances whose counters went back in the window. */
    String resets() {
        return "count by (job, instance) (" + over("resets", COUNT, "") + " > 0)";
    }

    /** Returns the instances that belong to this version and to another one. */
    String sharedWith(VersionQueries other) {
        return "count by (job, instance) (" + now(COUNT) + " and " + TARGET + " " + other.now(COUNT) + ")";
    }

    /** Returns the time at which the oldest process started, in seconds since 1970. */
    String oldestStart() {
        return "min(" + now("process_start_time_seconds") + ")";
    }

    /** Returns the requests of the canary in the window, from the start of instances that started in it. */
    String ofCanary(boolean isNative) {
        return isNative
                ? "sum by (" + SERIES + ") (" + sinceStart(DURATION, "") + ")"
                : "sum by (" + SERIES + ", le) (" + sinceStart(BUCKET, "") + ")";
    }

    private String sinceStart(String metric, String more) {
        String last = over("last_over_time", metric, more);
        return "(" + last + " - " + atStart(metric, more) + ") or " + last;
    }

    /**
     * Returns the requests of the baseline in the window. Instances that started or restarted in it count from then on.
     * Other instances that Prometheus did not know at the start count from their first sample in classic histograms,
     * and not at all in native ones: Prometheus has no function for the first sample of these.
     */
    String ofBaseline(boolean isNative) {
        return isNative
                ? "sum by (" + SERIES + ") (" + known(DURATION, "") + ")"
                : "sum by (" + SERIES + ", le) (" + knownOrSeen(BUCKET, "") + ")";
    }

    private String known(String metric, String more) {
        String last = over("last_over_time", metric, more);
        String restarted = TARGET + " (" + over("resets", COUNT, "") + " > 0)";
        String started =
                TARGET + " (" + over("last_over_time", "process_start_time_seconds", "") + " >= " + start + ")";
        return "((" + last + " - " + atStart(metric, more) + ") unless " + restarted + ") or (" + last + " and "
                + restarted + ") or (" + last + " and " + started + ")";
    }

    private String knownOrSeen(String metric, String more) {
        return known(metric, more) + " or (" + over("last_over_time", metric, more) + " - "
                + over("min_over_time", metric, more) + ")";
    }

    /** Returns the responses of the canary that its servers aborted. Time limits are part of the 5xx. */
    String abortsOfCanary() {
        return "sum(" + sinceStart(ABORTED, ABORTS) + ")";
    }

    String abortsOfBaseline() {
        return "sum(" + knownOrSeen(ABORTED, ABORTS) + ")";
    }
}
