package dev.interlock.benchmarks.servers;

import dev.interlock.benchmarks.results.Arguments;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What {@code benchmarks/run servers} asks for.
 *
 * @param workloads those to measure, in their own order
 * @param rounds how often all are measured in turn
 * @param seconds how long each load is
 * @param warmUpSeconds how long each server is warmed up after its start
 * @param directory for all that is written
 */
record Settings(List<Workload> workloads, int rounds, int seconds, int warmUpSeconds, Path directory) {
    /** @throws IllegalArgumentException naming what cannot be read */
    static Settings of(Arguments arguments) {
        boolean quick = arguments.isQuick();
        return new Settings(
                arguments.find("workloads").map(Settings::workloads).orElse(List.of(Workload.values())),
                arguments.count("rounds", quick ? 1 : 3),
                arguments.count("seconds", quick ? 1 : 3),
                arguments.count("warm-up", quick ? 2 : 9),
                arguments.results());
    }

    private static List<Workload> workloads(String names) {
        return Stream.of(names.split(",", -1))
                .map(name -> Stream.of(Workload.values())
                        .filter(workload -> workload.label().equals(name.toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("Unknown workload " + name + "; there are "
                                + Stream.of(Workload.values())
                                        .map(Workload::label)
                                        .toList())))
                .sorted()
                .distinct()
                .toList();
    }

    /** Each workload begins with a third of the warm-up after the start, and at least a second. */
    int workloadWarmUpSeconds() {
        return Math.max(1, warmUpSeconds / 3);
    }
}
