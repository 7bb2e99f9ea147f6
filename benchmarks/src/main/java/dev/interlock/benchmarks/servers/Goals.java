package dev.interlock.benchmarks.servers;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the project set out to show, beside what a run found, so that no miss hides among many figures. */
final class Goals {
    private static final String HYPER = "hyper";
    private static final String GO = "go";
    private static final String OWN_IO_URING = Contender.OWN + "-io_uring";
    private static final List<String> OWN = List.of(Contender.OWN, OWN_IO_URING);
    private static final Set<Workload> OF_USER_CPU = EnumSet.of(Workload.PARAMETERS, Workload.PROTOBUF);

    private static final double PLAINTEXT_CPU = 0.95;
    private static final double CPU = 0.9;
    private static final double USER_CPU = 0.6;
    private static final double HALF = 0.5;
    private static final double SYSTEM_CALLS = 0.2;
    /** What the counter of allocation can tell apart from nothing. */
    private static final double ALLOCATED = 1;

    private static final double IDLE_MEMORY = 48;
    private static final double LOADED_MEMORY = 64;
    private static final double START_MILLIS = 200;

    private final Readings readings;
    private final List<Contender> contenders;
    private final Footprint footprint;
    private final List<Goal> goals = new ArrayList<>();

    Goals(Readings readings, List<Contender> contenders, List<Workload> workloads, Footprint footprint) {
        this.readings = readings;
        this.contenders = contenders;
        this.footprint = footprint;
        workloads.forEach(this::addOf);
        addFootprint();
    }

    /** What came of a goal. */
    enum Verdict {
        MET("met"),
        /** The medians miss it, and the readings of both servers overlap. */
        CLOSE("MISSED, within the spread"),
        MISSED("MISSED"),
        UNKNOWN("not measured");

        private final String label;

        Verdict(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /** @param figures what was measured, in words; empty if nothing was */
    record Outcome(Verdict verdict, String figures) {
        private static final Outcome UNKNOWN = new Outcome(Verdict.UNKNOWN, "");

        private static Outcome of(boolean met, String figures) {
            return new Outcome(met ? Verdict.MET : Verdict.MISSED, figures);
        }
    }

    /** @param outcomes of each server that the goal is for */
    record Goal(String what, String limit, Map<String, Outcome> outcomes) {}

    List<Goal> all() {
        return goals;
    }

    /** The servers whose goals these are: those of Interlock that took part. */
    List<String> servers() {
        return OWN.stream()
                .filter(name -> contenders.stream().anyMatch(each -> each.name().equals(name)))
                .toList();
    }

    /** A line for each server: {@code servers goals: 31 met of 40 (7 missed, 2 not measured)}. */
    List<String> headlines() {
        List<String> lines = new ArrayList<>();
        for (String server : servers()) {
            List<Verdict> verdicts = goals.stream()
                    .flatMap(goal -> Optional.ofNullable(goal.outcomes().get(server)).stream())
                    .map(Outcome::verdict)
                    .toList();
            long met = verdicts.stream().filter(Verdict.MET::equals).count();
            long unknown = verdicts.stream().filter(Verdict.UNKNOWN::equals).count();
            lines.add("servers goals" + (server.equals(OWN_IO_URING) ? " on io_uring" : "") + ": " + met + " met of "
                    + verdicts.size() + " (" + (verdicts.size() - met - unknown) + " missed, " + unknown
                    + " not measured)");
        }
        return lines;
    }

    private interface Judge {
        Outcome of(String server);
    }

    private void add(String what, String limit, List<String> servers, Judge judge) {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        servers().stream().filter(servers::contains).forEach(server -> outcomes.put(server, judge.of(server)));
        goals.add(new Goal(what, limit, outcomes));
    }

    private void addOf(Workload workload) {
        String label = workload.label();
        if (workload == Workload.PLAINTEXT || OF_USER_CPU.contains(workload)) {
            double limit = workload == Workload.PLAINTEXT ? PLAINTEXT_CPU : CPU;
            addRatio(label, Quantity.CPU, HYPER, limit, "at most " + limit + " x hyper's");
        }
        if (OF_USER_CPU.contains(workload)) {
            addRatio(label, Quantity.USER, HYPER, USER_CPU, "at most " + USER_CPU + " x hyper's");
        }
        add(label + ": " + Quantity.CPU.label(), "below each Java peer's", OWN, server -> javaPeers(server, label));
        addRatio(label, Quantity.CPU, GO, HALF, "below half of Go's");
        add(
                label + ": " + Quantity.THROUGHPUT.label(),
                "no less than hyper's",
                OWN,
                server -> throughput(server, label));
        if (workload.isPaced()) {
            for (Pace.Level level : Pace.Level.values()) {
                addRatio(label, level.p99(), HYPER, 1, "no more than hyper's");
            }
        }
        if (workload.isCounted()) {
            addLimit(label, Quantity.PAUSES, "0", OWN, 0);
            addLimit(label, Quantity.ALLOCATED, "0 (below " + ALLOCATED + ")", OWN, ALLOCATED);
            for (Quantity calls : List.of(Quantity.SYSTEM_CALLS, Quantity.SYSTEM_CALLS_PERF)) {
                addLimit(label, calls, "below " + SYSTEM_CALLS + " on io_uring", List.of(OWN_IO_URING), SYSTEM_CALLS);
            }
        }
    }

    private void addRatio(String workload, Quantity quantity, String reference, double limit, String words) {
        add(workload + ": " + quantity.label(), words, OWN, server -> {
            Optional<Readings.Summary> own = readings.summary(server, workload, quantity);
            Optional<Readings.Summary> peer = readings.summary(reference, workload, quantity);
            if (own.isEmpty() || peer.isEmpty()) {
                return Outcome.UNKNOWN;
            }
            String figures = comparison(quantity, own.get(), reference, peer.get());
            if (own.get().median() <= limit * peer.get().median()) {
                return Outcome.of(true, figures);
            }
            boolean overlap = own.get().min() <= limit * peer.get().max();
            return new Outcome(overlap ? Verdict.CLOSE : Verdict.MISSED, figures);
        });
    }

    private Outcome throughput(String server, String workload) {
        Optional<Readings.Summary> own = readings.summary(server, workload, Quantity.THROUGHPUT);
        Optional<Readings.Summary> peer = readings.summary(HYPER, workload, Quantity.THROUGHPUT);
        if (own.isEmpty() || peer.isEmpty()) {
            return Outcome.UNKNOWN;
        }
        String figures = comparison(Quantity.THROUGHPUT, own.get(), HYPER, peer.get());
        if (own.get().median() >= peer.get().median()) {
            return Outcome.of(true, figures);
        }
        return new Outcome(own.get().max() >= peer.get().min() ? Verdict.CLOSE : Verdict.MISSED, figures);
    }

    private Outcome javaPeers(String server, String workload) {
        Optional<Readings.Summary> own = readings.summary(server, workload, Quantity.CPU);
        Map<String, Readings.Summary> peers = new LinkedHashMap<>();
        for (Contender contender : contenders) {
            if (contender.isJava() && !OWN.contains(contender.name())) {
                readings.summary(contender.name(), workload, Quantity.CPU)
                        .ifPresent(summary -> peers.put(contender.name(), summary));
            }
        }
        if (own.isEmpty() || peers.isEmpty()) {
            return Outcome.UNKNOWN;
        }
        List<String> figures = new ArrayList<>();
        boolean met = true;
        // The best one is named in any case, and all that are not beaten.
        for (Map.Entry<String, Readings.Summary> peer : Readings.ascending(peers)) {
            boolean beaten = own.get().median() < peer.getValue().median();
            met &= beaten;
            if (figures.isEmpty() || !beaten) {
                figures.add(comparison(Quantity.CPU, own.get(), peer.getKey(), peer.getValue()));
            }
        }
        return Outcome.of(met, String.join("; ", figures) + "; peers measured: " + peers.size());
    }

    private static String comparison(Quantity quantity, Readings.Summary own, String reference, Readings.Summary peer) {
        return String.format(
                Locale.ROOT,
                "%s, %s %s, ratio %.2f",
                Headlines.value(quantity, own.median()),
                reference,
                Headlines.value(quantity, peer.median()),
                own.median() / peer.median());
    }

    /** All readings have to keep to a limit of 0, else the median has to be below it. */
    private void addLimit(String workload, Quantity quantity, String words, List<String> servers, double limit) {
        add(
                workload + ": " + quantity.label(),
                words,
                servers,
                server -> readings.summary(server, workload, quantity)
                        .map(own -> Outcome.of(
                                limit == 0 ? own.max() == 0 : own.median() < limit,
                                Headlines.value(quantity, own.median())))
                        .orElse(Outcome.UNKNOWN));
    }

    private void addFootprint() {
        for (String java : List.of("17", "25")) {
            addFootprint("idle " + java, "resident MB idle, Java " + java, "at most " + IDLE_MEMORY, IDLE_MEMORY);
            addFootprint(
                    "load " + java, "resident MB after load, Java " + java, "at most " + LOADED_MEMORY, LOADED_MEMORY);
            addFootprint("pauses " + java, "GC pauses under load, Java " + java, "0", 0);
        }
        addFootprint("start 25", "ms to the first answer, Java 25", "at most " + START_MILLIS, START_MILLIS);
    }

    private void addFootprint(String name, String title, String words, double limit) {
        add("as shipped: " + title, words, List.of(Contender.OWN), server -> {
            double value = footprint.value(name).orElse(Double.NaN);
            return Double.isNaN(value)
                    ? Outcome.UNKNOWN
                    : Outcome.of(value <= limit, String.format(Locale.ROOT, "%.1f", value));
        });
    }
}
