package dev.interlock.benchmarks.servers;

import dev.interlock.benchmarks.server.SystemCalls;
import java.util.stream.Stream;

/** How many seconds the steps of a run are expected to take. */
final class Schedule {
    /** Starts, ends and probes take a fifth of what loads do. */
    private static final double OVERHEAD = 1.2;
    /** What each tool that counts takes to begin and to end. */
    private static final int SECONDS_OF_TOOL = 2;

    private final Options options;

    Schedule(Options options) {
        this.options = options;
    }

    /** All of it: every server in each round, and once more to be counted. */
    double total(int servers) {
        double rounds = start();
        double counting = start();
        for (Workload workload : options.workloads()) {
            rounds += closedLoop(workload);
            rounds += workload.isPaced() ? Pace.Level.values().length * openLoop() : 0;
            counting += counting(workload);
        }
        return servers * (options.rounds() * rounds + counting);
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
