package dev.interlock.benchmarks.servers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Judges a server's figures, of one workload, by those of others and by limits. */
final class Judge {
    /** Where the load's own lag is a larger part of a latency than this, that says more of the load than of the server. */
    private static final double MOST_LAG = 0.5;

    private final Readings readings;
    private final String workload;

    Judge(Readings readings, String workload) {
        this.readings = readings;
        this.workload = workload;
    }

    /** By the figure of one other server. */
    Outcome ratio(String server, Bound bound, String reference) {
        Optional<Readings.Summary> own = summary(server, bound.quantity());
        Optional<Readings.Summary> peer = summary(reference, bound.quantity());
        if (own.isEmpty() || peer.isEmpty()) {
            return Outcome.UNKNOWN;
        }
        if (!own.get().sameState() || !peer.get().sameState()) {
            return Outcome.INCOMPARABLE;
        }
        Optional<String> lag = lag(server, bound).or(() -> lag(reference, bound));
        if (lag.isPresent()) {
            return flawed(server, new Outcome(Verdict.INCOMPARABLE, lag.get()));
        }
        String figures = bound.figures(own.get(), reference, peer.get());
        return flawed(server, new Outcome(bound.verdict(own.get(), peer.get()), figures));
    }

    /** By the figures of all of several servers; those without comparable ones are named. */
    Outcome each(String server, Bound bound, List<String> references) {
        Optional<Readings.Summary> own = summary(server, bound.quantity());
        List<String> missing = new ArrayList<>();
        Map<String, Readings.Summary> peers = new LinkedHashMap<>();
        for (String reference : references) {
            summary(reference, bound.quantity())
                    .filter(Readings.Summary::sameState)
                    .ifPresentOrElse(summary -> peers.put(reference, summary), () -> missing.add(reference));
        }
        if (own.isEmpty()) {
            return Outcome.UNKNOWN;
        }
        if (peers.isEmpty()) {
            return new Outcome(Verdict.UNKNOWN, missing.isEmpty() ? "" : "missing: " + String.join(", ", missing));
        }
        if (!own.get().sameState()) {
            return Outcome.INCOMPARABLE;
        }
        Optional<String> lag = Stream.concat(Stream.of(server), peers.keySet().stream())
                .flatMap(name -> lag(name, bound).stream())
                .findFirst();
        if (lag.isPresent()) {
            return flawed(server, new Outcome(Verdict.INCOMPARABLE, lag.get()));
        }
        Outcome beaten = each(own.get(), bound, peers);
        String absent = missing.isEmpty() ? "" : "; not measured: " + String.join(", ", missing);
        return flawed(server, new Outcome(beaten.verdict(), beaten.figures() + absent));
    }

    /** The best of them is named in any case, and all that are not beaten. */
    private static Outcome each(Readings.Summary own, Bound bound, Map<String, Readings.Summary> peers) {
        List<Map.Entry<String, Readings.Summary>> best = new ArrayList<>(Readings.ascending(peers));
        if (bound.isLeast()) {
            Collections.reverse(best);
        }
        List<String> figures = new ArrayList<>();
        Verdict worst = Verdict.MET;
        for (Map.Entry<String, Readings.Summary> peer : best) {
            Verdict verdict = bound.verdict(own, peer.getValue());
            worst = worst.worse(verdict);
            if (figures.isEmpty() || verdict != Verdict.MET) {
                figures.add(bound.figures(own, peer.getKey(), peer.getValue()));
            }
        }
        return new Outcome(worst, String.join("; ", figures) + "; peers measured: " + peers.size());
    }

    /** The median has to be below a limit. */
    Outcome below(String server, Quantity quantity, double limit) {
        return summary(server, quantity)
                .map(own -> flawed(server, Outcome.of(own.median() < limit, Headlines.value(quantity, own.median()))))
                .orElse(Outcome.UNKNOWN);
    }

    /** All readings have to be 0; the figure is the most of them. */
    Outcome zero(String server, Quantity quantity) {
        return summary(server, quantity)
                .map(own -> flawed(
                        server,
                        Outcome.of(
                                own.max() == 0, own.max() == 0 ? "0" : String.format(Locale.ROOT, "%.3g", own.max()))))
                .orElse(Outcome.UNKNOWN);
    }

    /** The median of the system calls, as the tool counted them that disturbs least, has to be below a limit. */
    Outcome systemCalls(String server, double limit) {
        boolean byPerf = summary(server, Quantity.SYSTEM_CALLS_PERF).isPresent();
        Outcome outcome = below(server, byPerf ? Quantity.SYSTEM_CALLS_PERF : Quantity.SYSTEM_CALLS, limit);
        return outcome.verdict() == Verdict.UNKNOWN
                ? outcome
                : new Outcome(outcome.verdict(), outcome.figures() + (byPerf ? " by perf" : " by strace"));
    }

    /** Both figures, where so much of a server's latency is the load's own lag that it cannot be judged. */
    private Optional<String> lag(String server, Bound bound) {
        Quantity p99 = bound.quantity();
        return Pace.Level.ofP99(p99)
                .flatMap(level -> summary(server, level.lag()))
                .flatMap(lag -> summary(server, p99)
                        .filter(latency -> lag.median() > MOST_LAG * latency.median())
                        .map(latency -> server + " " + Headlines.value(p99, latency.median())
                                + ", of which the load's lag " + Headlines.value(p99, lag.median())));
    }

    private Optional<Readings.Summary> summary(String server, Quantity quantity) {
        return readings.summary(server, workload, quantity);
    }

    private Outcome flawed(String server, Outcome outcome) {
        return readings.isFlawed(server, workload) ? new Outcome(Verdict.FLAWED, outcome.figures()) : outcome;
    }
}
