package dev.interlock.canary;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * PromQL expressions for the series of one version in a window. They use the metrics of {@code router-metrics}.
 * Immutable.
 *
 * <p>Increments are exact differences of samples. {@code increase()} would extrapolate, and would lose the first sample
 * of a new instance. For vanished instances, the last sample counts.
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
    private final double end;
    private final long windowMillis;
    private final String window;
    private final String offset;
    /** Start of the window in seconds since 1970, minus one second. */
    private final long start;

    /**
     * @param selector label matchers without braces
     * @param infoMetric metric with the labels of the selector, or null if all series have them
     * @param now end of the window in seconds since 1970
     * @param windowMillis length of the window in milliseconds
     */
    VersionQueries(String selector, @Nullable String infoMetric, double now, long windowMillis) {
        this.selector = selector;
        this.infoMetric = infoMetric;
        this.end = now;
        this.windowMillis = windowMillis;
        start = (long) Math.floor(now - windowMillis / MILLIS) - 1;
        window = "[" + windowMillis + "ms]";
        offset = " offset " + windowMillis + "ms";
    }

    /** Returns the end of the window in seconds since 1970. */
    double end() {
        return end;
    }

    /**
     * Returns queries for windows that begin with this one and end earlier, in order. Each window is longer than the
     * one before by the same length.
     */
    List<VersionQueries> prefixes(Duration length) {
        List<VersionQueries> prefixes = new ArrayList<>();
        for (long millis = length.toMillis(); millis < windowMillis; millis += length.toMillis()) {
            prefixes.add(new VersionQueries(selector, infoMetric, end - (windowMillis - millis) / MILLIS, millis));
        }
        return prefixes;
    }

    /** Returns the length of the window in milliseconds. */
    long windowMillis() {
        return windowMillis;
    }

    /** Applies a range function to a metric over the window. */
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

    /** Counts the instances with a current sample. */
    String instancesNow() {
        return "count(count by (job, instance) (" + now(COUNT) + "))";
    }

    /** Counts the current native histograms. */
    String nativeNow() {
        return "count(" + now(DURATION) + ")";
    }

    /** Selects the instances that had samples in the window, but have no current one. */
    String vanished() {
        return "count by (job, instance) (" + over("last_over_time", COUNT, "") + ") unless " + TARGET + " "
                + now(COUNT);
    }

    /** Selects the instances whose counters were reset in the window. */
    String resets() {
        return "count by (job, instance) (" + over("resets", COUNT, "") + " > 0)";
    }

    /** Selects the instances that belong to this version and also to another one. */
    String sharedWith(VersionQueries other) {
        return "count by (job, instance) (" + now(COUNT) + " and " + TARGET + " " + other.now(COUNT) + ")";
    }

    /** Selects the start time of the oldest process, in seconds since 1970. */
    String oldestStart() {
        return "min(" + now("process_start_time_seconds") + ")";
    }

    /**
     * Selects the requests of the canary in the window. Instances that started in the window count from their start.
     */
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
     * Selects the requests of the baseline in the window. Instances that started or restarted in the window count from
     * then on. Other instances without a sample at the start of the window count from their first sample in classic
     * histograms. In native histograms they do not count, because Prometheus cannot select their first sample.
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

    /** Selects the aborted responses of the canary, except those after a time limit, which count as 5xx. */
    String abortsOfCanary() {
        return "sum(" + sinceStart(ABORTED, ABORTS) + ")";
    }

    String abortsOfBaseline() {
        return "sum(" + knownOrSeen(ABORTED, ABORTS) + ")";
    }
}
