package dev.interlock.canary;

import dev.interlock.canary.prometheus.PrometheusClient;
import dev.interlock.canary.prometheus.QueryResult;
import dev.interlock.canary.prometheus.Sample;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Compares two versions by the data of a Prometheus server that scrapes their instances. It reads the metrics of {@code
 * router-metrics}. Immutable: methods return changed copies. Safe for use by several threads. A verdict blocks the
 * calling thread.
 */
public final class PrometheusCanary {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Pattern METRIC = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final double MILLIS = 1000;
    private static final String BEFORE =
            "; the baseline has few requests in the window, so its latency is the one since the start of the canary";

    /** Maximum number of parts of a window, to find bursts in it. */
    private static final int MAX_PARTS = 12;

    private final URI server;
    private final String baseline;
    private final String canary;
    private @Nullable String infoMetric;
    private @Nullable String token;
    private Duration timeout = TIMEOUT;
    /** Start of the window, or null for the start time of the oldest canary process. */
    private @Nullable Instant since;

    private CanaryOptions options = CanaryOptions.defaults();
    private PrometheusClient client;

    private PrometheusCanary(URI server, String baseline, String canary) {
        this.server = server;
        this.baseline = baseline;
        this.canary = canary;
        client = new PrometheusClient(server, timeout, null);
    }

    /**
     * Creates a comparison with the default options. The window begins at the start of the oldest canary process. This
     * needs the metric {@code process_start_time_seconds} of {@code JvmMetrics}. Otherwise, call {@link #since}.
     *
     * @param server address of Prometheus, such as {@code http://prometheus:9090}
     * @param baseline label matchers of the old version, such as {@code version="1"} or {@code job="shop",pod=~"a.*"}
     * @param canary label matchers of the new version
     * @throws IllegalArgumentException if the address or a selector is not valid
     */
    public static PrometheusCanary of(URI server, String baseline, String canary) {
        requireSelector("baseline", baseline);
        requireSelector("canary", canary);
        if (baseline.strip().equals(canary.strip())) {
            throw new IllegalArgumentException("Baseline and canary have the same selector " + canary
                    + ". Tip: select each version by a label that differs, such as version=\"2\"");
        }
        return new PrometheusCanary(server, baseline.strip(), canary.strip());
    }

    private static void requireSelector(String name, String selector) {
        if (selector.isBlank() || selector.strip().startsWith("{")) {
            throw new IllegalArgumentException("The selector of the " + name + " is '" + selector
                    + "'. Tip: use label matchers without braces, such as version=\"2\"");
        }
    }

    private PrometheusCanary copy() {
        PrometheusCanary copy = new PrometheusCanary(server, baseline, canary);
        copy.infoMetric = infoMetric;
        copy.token = token;
        copy.timeout = timeout;
        copy.since = since;
        copy.options = options;
        copy.client = client;
        return copy;
    }

    /**
     * Sets the options of the test.
     *
     * @throws IllegalArgumentException if the options contradict each other
     */
    public PrometheusCanary options(CanaryOptions changed) {
        // Checks that the options do not contradict each other.
        CanaryTest.of(changed);
        PrometheusCanary copy = copy();
        copy.options = changed;
        return copy;
    }

    /**
     * Sets the start of the window. Start a new window when the canary's share of the traffic changes, because the
     * comparison of errors assumes a constant share. If the canary has nearly all traffic, so that the baseline has
     * less than a quarter as many requests in the window, its latency since the start of the canary counts.
     */
    public PrometheusCanary since(Instant start) {
        PrometheusCanary copy = copy();
        copy.since = start;
        return copy;
    }

    /**
     * Selects the versions by the labels of another metric of the same targets, such as {@code app_build_info}. Use
     * this if the request metrics do not have a version label.
     *
     * @throws IllegalArgumentException if this is not a metric name
     */
    public PrometheusCanary infoMetric(String metric) {
        if (!METRIC.matcher(metric).matches()) {
            throw new IllegalArgumentException(
                    "'" + metric + "' is not a metric name. Tip: use a name such as app_build_info");
        }
        PrometheusCanary copy = copy();
        copy.infoMetric = metric;
        return copy;
    }

    /**
     * Sets the time limit of each query. The default is 10 seconds. A verdict needs 10 to 22 queries.
     *
     * @throws IllegalArgumentException if the limit is not positive
     */
    public PrometheusCanary timeout(Duration limit) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("The time limit of a query is " + limit + ". Tip: use 10s");
        }
        PrometheusCanary copy = copy();
        copy.timeout = limit;
        copy.client = new PrometheusClient(server, limit, token);
        return copy;
    }

    /** Sets the bearer token for Prometheus, or for a proxy in front of it. */
    public PrometheusCanary token(String bearer) {
        PrometheusCanary copy = copy();
        copy.token = bearer;
        copy.client = new PrometheusClient(server, timeout, bearer);
        return copy;
    }

    /**
     * Returns the verdict on the data from the start of the window until now. Blocks. If a query fails, the decision is
     * {@link Decision#NEED_MORE}, and {@link Verdict#problems} has the reason.
     */
    public Verdict verdict() {
        try {
            return query();
        } catch (IOException e) {
            return needMore(List.of(String.valueOf(e.getMessage())));
        }
    }

    /**
     * Like {@link #verdict()}, but throws if a query fails.
     *
     * @throws IOException if Prometheus does not respond in time, rejects a query, or sends no result; the message has
     *     the reason
     */
    public Verdict query() throws IOException {
        double now = client.time();
        List<String> problems = new ArrayList<>();
        double start = start(now, problems);
        if (!problems.isEmpty()) {
            return needMore(problems);
        }
        long millis = Math.max(1, Math.round((now - start) * MILLIS));
        Window window = new Window(
                now,
                new VersionQueries(baseline, infoMetric, now, millis),
                new VersionQueries(canary, infoMetric, now, millis),
                problems);
        return window.verdict();
    }

    /** Returns the start of the window in seconds since 1970. */
    private double start(double now, List<String> problems) throws IOException {
        Instant given = since;
        if (given != null) {
            double start = given.toEpochMilli() / MILLIS;
            if (start >= now) {
                problems.add("The window begins at " + given + ", which is in the future for Prometheus. Tip: compare"
                        + " the clocks of the machines");
            }
            return start;
        }
        List<Sample> oldest = client.query(new VersionQueries(canary, infoMetric, now, 1).oldestStart(), now)
                .samples();
        if (oldest.isEmpty() || !(oldest.get(0).value() < now)) {
            problems.add("The start of the canary is unknown: there is no series process_start_time_seconds of {"
                    + canary
                    + "}. Tip: set the start of the window, or register JvmMetrics");
            return now;
        }
        return oldest.get(0).value();
    }

    private static Verdict withNote(Verdict verdict, String note) {
        return new Verdict(
                verdict.decision(),
                verdict.reason() + note,
                verdict.falseRollBack(),
                verdict.falsePromote(),
                verdict.isStopped(),
                verdict.more(),
                verdict.problems(),
                verdict.routes());
    }

    private Verdict needMore(List<String> problems) {
        return new Verdict(
                Decision.NEED_MORE,
                problems.get(0),
                options.falseRollBack(),
                options.falsePromote(),
                false,
                null,
                problems,
                List.of());
    }

    /** Queries and problems of one verdict. */
    private final class Window {
        private final double now;
        private final VersionQueries ofBaseline;
        private final VersionQueries ofCanary;
        /** Problems that make a verdict impossible. */
        private final List<String> problems;
        /** Problems that forbid a promotion, but not a roll-back. */
        private final List<String> doubts = new ArrayList<>();

        Window(double now, VersionQueries ofBaseline, VersionQueries ofCanary, List<String> problems) {
            this.now = now;
            this.ofBaseline = ofBaseline;
            this.ofCanary = ofCanary;
            this.problems = problems;
        }

        private List<Sample> samples(String expression) throws IOException {
            return samples(expression, now);
        }

        private List<Sample> samples(String expression, double time) throws IOException {
            QueryResult result = client.query(expression, time);
            for (String warning : result.warnings()) {
                problems.add("Prometheus warns: " + warning);
            }
            return result.samples();
        }

        Verdict verdict() throws IOException {
            requireInstances("baseline", ofBaseline, baseline);
            requireInstances("canary", ofCanary, canary);
            List<Sample> shared = samples(ofCanary.sharedWith(ofBaseline));
            if (!shared.isEmpty()) {
                throw new SelectorException("Baseline and canary share the instance "
                        + shared.get(0).label("instance")
                        + ". Tip: select each version by a label that differs, such as version=\"2\"");
            }
            if (!problems.isEmpty()) {
                return needMore(problems);
            }
            addDoubts();
            boolean isNative = !samples(ofBaseline.nativeNow()).isEmpty()
                    && !samples(ofCanary.nativeNow()).isEmpty();
            Traffic old = traffic("baseline", isNative, ofBaseline.ofBaseline(isNative), ofBaseline.abortsOfBaseline());
            Traffic changed = traffic("canary", isNative, ofCanary.ofCanary(isNative), ofCanary.abortsOfCanary());
            VersionQueries longer = longerWindow(old, changed);
            if (longer != null) {
                Traffic earlier = traffic("baseline", isNative, longer.ofBaseline(isNative), longer.abortsOfBaseline());
                old = old.withLatencyOf(earlier);
            }
            if (!problems.isEmpty()) {
                return needMore(problems);
            }
            Verdict verdict = CanaryTest.of(options).evaluate(old, changed);
            if (verdict.isByLatencyAlone() && !options.latencyBurst().isZero()) {
                verdict = withoutBurst(verdict, old, changed, isNative);
            }
            if (!problems.isEmpty()) {
                return needMore(problems);
            }
            return doubted(longer == null ? verdict : withNote(verdict, BEFORE));
        }

        /** Waits for more requests if a single burst of slow requests may be the reason for the roll-back. */
        private Verdict withoutBurst(Verdict verdict, Traffic old, Traffic changed, boolean isNative)
                throws IOException {
            Duration shortest = Duration.ofMillis(ofCanary.windowMillis() / MAX_PARTS + 1);
            Duration burst = options.latencyBurst().compareTo(shortest) < 0 ? shortest : options.latencyBurst();
            List<Traffic> states = new ArrayList<>();
            states.add(Traffic.NONE);
            for (VersionQueries prefix : ofCanary.prefixes(burst)) {
                List<Sample> requests = samples(prefix.ofCanary(isNative), prefix.end());
                // The query for the whole window has already reported missing series.
                states.add(
                        series("canary", isNative, requests, new ArrayList<>()).traffic(0));
            }
            states.add(changed);
            try {
                CanaryTest test = CanaryTest.of(options);
                return test.rollsBackWithoutBurst(old, states)
                        ? verdict
                        : test.afterBurst(verdict, old, changed, burst);
            } catch (IllegalArgumentException e) {
                problems.add("The latencies of the canary cannot be divided by time: " + e.getMessage());
                return verdict;
            }
        }

        /**
         * Returns the baseline since the start of the canary if it has too few requests in the window itself, because
         * the canary has nearly all traffic; or else null.
         */
        private @Nullable VersionQueries longerWindow(Traffic old, Traffic changed) throws IOException {
            if (since == null || ErrorTest.isComparable(changed.all(), old.all())) {
                return null;
            }
            List<Sample> oldest = samples(ofCanary.oldestStart());
            if (oldest.isEmpty() || !(oldest.get(0).value() < since.toEpochMilli() / MILLIS)) {
                return null;
            }
            long millis = Math.round((now - oldest.get(0).value()) * MILLIS);
            return new VersionQueries(baseline, infoMetric, now, millis);
        }

        private void requireInstances(String version, VersionQueries queries, String selector) throws IOException {
            List<Sample> count = samples(queries.instancesNow());
            if (count.isEmpty() || !(count.get(0).value() > 0)) {
                problems.add("Prometheus has no current requests of the " + version + " {" + selector
                        + "}. Tip: check that it scrapes the instances, and that their series have the labels");
            }
        }

        private void addDoubts() throws IOException {
            for (Sample reset : samples(ofCanary.resets())) {
                doubts.add("The canary " + reset.label("instance")
                        + " restarted in the window, so requests before it are lost. Tip: start a new window");
            }
            for (Sample vanished : samples(ofCanary.vanished())) {
                doubts.add("The canary " + vanished.label("instance")
                        + " vanished in the window, so its last requests are lost. Tip: start a new window");
            }
        }

        private SeriesTraffic series(String version, boolean isNative, List<Sample> requests, List<String> problems) {
            SeriesTraffic series = new SeriesTraffic(version, options.errors(), problems);
            if (isNative) {
                series.addNative(requests);
            } else {
                series.addClassic(requests);
            }
            return series;
        }

        private Traffic traffic(String version, boolean isNative, String requests, String aborts) throws IOException {
            SeriesTraffic series = series(version, isNative, samples(requests), problems);
            // The series of aborted responses of a route counts all of them as errors already.
            boolean needsAborts = options.errors().contains(ErrorKind.SERVER_ABORT)
                    && !options.errors().contains(ErrorKind.CLIENT_ABORT);
            return series.traffic(needsAborts ? series.aborts(samples(aborts)) : 0);
        }

        private Verdict doubted(Verdict verdict) {
            if (doubts.isEmpty()) {
                return verdict;
            }
            boolean isRolledBack = verdict.decision() == Decision.ROLL_BACK;
            // More requests in this window cannot lead to a promotion.
            return new Verdict(
                    isRolledBack ? Decision.ROLL_BACK : Decision.NEED_MORE,
                    isRolledBack ? verdict.reason() : doubts.get(0),
                    verdict.falseRollBack(),
                    verdict.falsePromote(),
                    verdict.isStopped(),
                    null,
                    doubts,
                    verdict.routes());
        }
    }

    /** An instance matches both selectors. */
    private static final class SelectorException extends IOException {
        private static final long serialVersionUID = 1;

        SelectorException(String message) {
            super(message);
        }
    }
}
