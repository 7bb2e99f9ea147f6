package dev.interlock.benchmarks.servers;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the project set out to show, beside what a run found, so that no miss hides among many figures. */
final class Goals {
    /** Peers that are no JVMs. */
    private static final Set<String> NATIVE = Set.of(Contender.HYPER, Contender.GO, "axum");

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
    private final List<String> javaPeers = new ArrayList<>();
    private final Footprint footprint;
    private final List<Goal> goals = new ArrayList<>();

    /** @param missing the names of servers that did not take part */
    Goals(
            Readings readings,
            List<Contender> contenders,
            Collection<String> missing,
            List<Workload> workloads,
            Footprint footprint) {
        this.readings = readings;
        this.contenders = contenders;
        this.footprint = footprint;
        contenders.stream().filter(Contender::isJava).map(Contender::name).forEach(javaPeers::add);
        missing.stream().filter(name -> !NATIVE.contains(name)).forEach(javaPeers::add);
        javaPeers.removeAll(OWN);
        workloads.forEach(this::addOf);
        addFootprint();
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

    /** A line for each server: {@code servers goals: 31 met of 40 (6 missed, 1 not comparable, 2 not measured)}. */
    List<String> headlines() {
        List<String> lines = new ArrayList<>();
        for (String server : servers()) {
            List<Verdict> verdicts = goals.stream()
                    .flatMap(goal -> Optional.ofNullable(goal.outcomes().get(server)).stream())
                    .map(Outcome::verdict)
                    .toList();
            long met = verdicts.stream().filter(Verdict.MET::equals).count();
            long incomparable =
                    verdicts.stream().filter(Verdict.INCOMPARABLE::equals).count();
            long unknown = verdicts.stream().filter(Verdict.UNKNOWN::equals).count();
            lines.add("servers goals" + (server.equals(OWN_IO_URING) ? " on io_uring" : "") + ": " + met + " met of "
                    + verdicts.size() + " (" + (verdicts.size() - met - incomparable - unknown) + " missed, "
                    + incomparable
                    + " not comparable, " + unknown
                    + " not measured)");
        }
        return lines;
    }

    private interface Judgement {
        Outcome of(String server);
    }

    private void add(String what, String limit, List<String> servers, Judgement judgement) {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        servers().stream().filter(servers::contains).forEach(server -> outcomes.put(server, judgement.of(server)));
        goals.add(new Goal(what, limit, outcomes));
    }

    private void addOf(Workload workload) {
        if (workload == Workload.PLAINTEXT || OF_USER_CPU.contains(workload)) {
            double limit = workload == Workload.PLAINTEXT ? PLAINTEXT_CPU : CPU;
            addRatio(workload, Bound.atMost(Quantity.CPU, limit), Contender.HYPER, "at most " + limit + " x hyper's");
        }
        if (OF_USER_CPU.contains(workload)) {
            addRatio(
                    workload,
                    Bound.atMost(Quantity.USER, USER_CPU),
                    Contender.HYPER,
                    "at most " + USER_CPU + " x hyper's");
        }
        addJavaPeers(workload, Bound.below(Quantity.CPU, 1), "less CPU time than each Java peer");
        addRatio(workload, Bound.below(Quantity.CPU, HALF), Contender.GO, "below half of Go's");
        addRatio(workload, Bound.atMost(Quantity.THROUGHPUT, 1), Contender.HYPER, "no less than hyper's");
        addJavaPeers(workload, Bound.atMost(Quantity.THROUGHPUT, 1), "no less throughput than each Java peer");
        if (workload.isPaced()) {
            for (Pace.Level level : Pace.Level.values()) {
                addRatio(workload, Bound.atMost(level.p99(), 1), Contender.HYPER, "no more than hyper's");
                addJavaPeers(workload, Bound.atMost(level.p99(), 1), "no higher P99 than each Java peer");
            }
        }
        addCounts(workload);
    }

    private void addRatio(Workload workload, Bound bound, String reference, String words) {
        Judge judge = new Judge(readings, workload.label());
        String what = workload.label() + ": " + bound.quantity().label();
        add(what, words, OWN, server -> judge.ratio(server, bound, reference));
    }

    private void addJavaPeers(Workload workload, Bound bound, String words) {
        Judge judge = new Judge(readings, workload.label());
        String what = workload.label() + ": " + bound.quantity().label();
        add(what, words, OWN, server -> judge.each(server, bound, javaPeers));
    }

    private void addCounts(Workload workload) {
        Judge judge = new Judge(readings, workload.label());
        String what = workload.label() + ": ";
        add(what + Quantity.PAUSES.label(), "0", OWN, server -> judge.zero(server, Quantity.PAUSES));
        add(
                what + Quantity.ALLOCATED.label(),
                "0 (below " + ALLOCATED + ")",
                OWN,
                server -> judge.below(server, Quantity.ALLOCATED, ALLOCATED));
        if (workload.keepsFewConnections()) {
            add(
                    what + Quantity.SYSTEM_CALLS.label(),
                    "below " + SYSTEM_CALLS + " on io_uring",
                    List.of(OWN_IO_URING),
                    server -> judge.systemCalls(server, SYSTEM_CALLS));
        }
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
