package dev.interlock.benchmarks.migration;

import java.util.List;
import java.util.Locale;

/**
 * Length of the parts of a run.
 *
 * @param recordSeconds length of the recorded traffic
 * @param recordRate recorded requests in a second
 * @param visitRequests requests of a customer between two log-ins. The shop allows an address 60 log-ins at once, and
 *     then one in two seconds
 * @param replaySpeed speed of the replay, as a multiple of the recorded one
 * @param replayQuantile quantile of the latency that the replay compares
 * @param loadRate requests in a second by HAProxy during the roll-outs
 */
record Plan(
        int recordSeconds,
        double recordRate,
        int visitRequests,
        double replaySpeed,
        double replayQuantile,
        double loadRate) {
    static final int CUSTOMERS = 32;
    /** Share of the route that fails in 0.5 % of its requests, in the load of the roll-outs. */
    static final double FAILING_ROUTE = 0.24;

    private static final double FAILING_SHARE = 0.005;
    private static final double FIRST_STEP = 0.05;

    static Plan of(boolean isQuick) {
        return isQuick ? new Plan(60, 100, 250, 2, 0.90, 2_500) : new Plan(600, 150, 560, 1, 0.99, 2_500);
    }

    /** Returns the expected lengths of the verdicts. */
    List<String> arithmetic() {
        long promote = CanarySample.toPromote();
        long rollBack = CanarySample.toRollBack(FAILING_SHARE * FAILING_ROUTE);
        return List.of(
                String.format(
                        Locale.ROOT,
                        "arithmetic: a build without errors needs %,d requests at 5 %%, %.0f s at %,.0f requests/s",
                        promote,
                        CanarySample.seconds(promote, loadRate, FIRST_STEP),
                        loadRate),
                String.format(
                        Locale.ROOT,
                        "arithmetic: 0.5 %% of a route with %.0f %% of the load are %.2f %% errors, found after about %,d"
                                + " requests, %.0f s",
                        FAILING_ROUTE * 100,
                        FAILING_SHARE * FAILING_ROUTE * 100,
                        rollBack,
                        CanarySample.seconds(rollBack, loadRate, FIRST_STEP)));
    }
}
