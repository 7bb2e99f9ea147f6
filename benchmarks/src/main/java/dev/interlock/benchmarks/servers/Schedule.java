package dev.interlock.benchmarks.servers;

import dev.interlock.benchmarks.server.SystemCalls;
import java.util.stream.Stream;

/** How many seconds the steps of a run are expected to take. */
final class Schedule {
    /** Starts, ends and probes take a fifth of what loads do. */
    private static final double OVERHEAD = 1.2;
    /** What each tool that counts takes to begin and to end. */
    private static final int SECONDS_OF_TOOL = 2;
    /** What the load needs until all of it is compiled; after three it was seen to stall no more. */
    private static final int REHEARSAL_SECONDS = 5;

    private final Options options;

    Schedule(Options options) {
        this.options = options;
    }

    /** All of it: every server in each round, and once more to be counted. */
    double total(int servers) {
        double rounds = start();
        double once = start();
        for (Workload workload : options.workloads()) {
            rounds += closedLoop(workload);
            rounds += workload.isPaced() ? Pace.Level.values().length * openLoop() : 0;
            once += counting(workload);
            once += workload.isPaced() ? rehearsal(servers) : 0;
        }
        return servers * (options.rounds() * rounds + once);
    }

    /** To start a server and to warm it up. */
    double start() {
        return OVERHEAD * options.warmUpSeconds();
    }

    /** As many requests as one server answers. */
    double closedLoop(Workload workload) {
        return OVERHEAD * (warmUp(workload) + workload.seconds(options.seconds()));
    }

    /** Requests to one server at one rate. */
    double openLoop() {
        return OVERHEAD * (Meter.WARM_UP_SECONDS + options.seconds());
    }

    /** Requests to one server, so that the load is compiled when all have had theirs. */
    double rehearsal(int servers) {
        return OVERHEAD * rehearsalSeconds(servers);
    }

    /** How many seconds of it each server has, so that there are enough in all. */
    static int rehearsalSeconds(int servers) {
        return Math.max(1, (REHEARSAL_SECONDS + servers - 1) / servers);
    }

    /** What is counted of one server. */
    double counting(Workload workload) {
        long tools =
                Stream.of(SystemCalls.values()).filter(workload::isCountedBy).count()
                        * (workload.seconds(Counts.SECONDS) + SECONDS_OF_TOOL);
        return OVERHEAD * (warmUp(workload) + workload.seconds(options.seconds()) + tools);
    }

    private int warmUp(Workload workload) {
        return workload.seconds(options.workloadWarmUpSeconds());
    }
}
