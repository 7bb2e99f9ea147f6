package dev.interlock.canary.command;

import dev.interlock.canary.CanaryOptions;
import dev.interlock.canary.ErrorKind;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Options of the statistical test. */
final class TestArguments {
    @Option(
            names = "--good-error-rate",
            paramLabel = "SHARE",
            description = "Error rate at which a version is promoted. Default: ${DEFAULT-VALUE}.")
    private String goodErrorRate = "0.02%";

    @Option(
            names = "--bad-error-rate",
            paramLabel = "SHARE",
            description = "Error rate at which a version is rolled back. Default: ${DEFAULT-VALUE}.")
    private String badErrorRate = "0.1%";

    @Option(
            names = "--false-roll-back",
            paramLabel = "SHARE",
            description = "Bound on the probability that a good version is rolled back. Default: ${DEFAULT-VALUE}.")
    private String falseRollBack = "1%";

    @Option(
            names = "--false-promote",
            paramLabel = "SHARE",
            description = "Bound on the probability that a bad version is promoted. Default: ${DEFAULT-VALUE}.")
    private String falsePromote = "1%";

    @Option(
            names = "--error-factor",
            paramLabel = "NUMBER",
            description = "Multiple of the baseline's error rate at which a version is rolled back,"
                    + " if it also exceeds the bad error rate."
                    + " Default: ${DEFAULT-VALUE}.")
    private double errorFactor = 2;

    @Option(
            names = "--errors",
            split = ",",
            paramLabel = "KIND",
            description = "What counts as an error: server-error, server-abort, client-error, client-abort."
                    + " Default: server-error,server-abort.")
    private List<ErrorKind> errors = List.of(ErrorKind.SERVER_ERROR, ErrorKind.SERVER_ABORT);

    @Option(
            names = "--latency-factor",
            paramLabel = "NUMBER",
            description =
                    "Factor by which a latency quantile may exceed the baseline's." + " Default: ${DEFAULT-VALUE}.")
    private double latencyFactor = 1.2;

    @Option(
            names = "--latency-slack",
            paramLabel = "TIME",
            description = "Time by which a latency quantile may exceed the baseline's, whatever the factor."
                    + " Default: 1ms.")
    private Duration latencySlack = Duration.ofMillis(1);

    @Option(
            names = "--latency-burst",
            paramLabel = "TIME",
            description = "Time for which a version may be slow once without a roll-back; 0 disables this rule."
                    + " Default: 30s.")
    private Duration latencyBurst = Duration.ofSeconds(30);

    @Option(
            names = "--latency-quantiles",
            split = ",",
            paramLabel = "QUANTILE",
            description = "Latency quantiles to compare. Default: 0.5,0.95,0.99.")
    private List<Double> latencyQuantiles = List.of(0.5, 0.95, 0.99);

    @Option(names = "--no-latency", description = "Does not compare latencies with the baseline.")
    private boolean noLatency;

    @Option(
            names = "--latency-limit",
            paramLabel = "QUANTILE=TIME",
            description = "Limit on a latency quantile of all routes together, such as 0.99=250ms. May be repeated.")
    private Map<Double, Duration> latencyLimits = new LinkedHashMap<>();

    @Option(
            names = "--decisive-share",
            paramLabel = "SHARE",
            description = "Share of requests above which a route must pass on its own. Default: ${DEFAULT-VALUE}.")
    private String decisiveShare = "25%";

    @Option(
            names = "--min-requests",
            paramLabel = "NUMBER",
            description = "Minimum of requests to the canary before a promotion. Default: ${DEFAULT-VALUE}.")
    private long minRequests = 1000;

    @Option(
            names = "--max-requests",
            paramLabel = "NUMBER",
            description = "Maximum of requests to the canary. The test then ends, and states its error"
                    + " probabilities. Default: no limit.")
    private long maxRequests;

    CanaryOptions options() {
        CanaryOptions options = CanaryOptions.defaults()
                .errorRates(Conversions.share(goodErrorRate), Conversions.share(badErrorRate))
                .falseVerdicts(Conversions.share(falseRollBack), Conversions.share(falsePromote))
                .errorFactor(errorFactor)
                .errors(EnumSet.copyOf(errors))
                .latency(
                        latencyFactor,
                        noLatency
                                ? new double[0]
                                : latencyQuantiles.stream()
                                        .mapToDouble(Double::doubleValue)
                                        .toArray())
                .latencySlack(latencySlack)
                .latencyBurst(latencyBurst)
                .decisiveShare(Conversions.share(decisiveShare))
                .minRequests(minRequests)
                .maxRequests(maxRequests);
        for (Map.Entry<Double, Duration> limit : latencyLimits.entrySet()) {
            options = options.latencyLimit(limit.getKey(), limit.getValue());
        }
        return options;
    }
}
