package dev.interlock.benchmarks.servers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What {@code benchmarks/run servers} asks for.
 *
 * @param workloads those to measure, in their own order
 * @param rounds how often all are measured in turn
 * @param seconds how long each load is
 * @param warmUpSeconds how long each server is warmed up after its start; each workload begins with a third of it, and at
 *     least a second
 * @param contenders the file that {@link Contenders} reads
 * @param routes the file that {@link Route} reads
 */
record Options(
        List<Workload> workloads,
        int rounds,
        int seconds,
        int warmUpSeconds,
        Path contenders,
        Path routes,
        Path results) {
    private static final int ROUNDS = 3;
    private static final int SECONDS = 3;
    private static final int WARM_UP_SECONDS = 9;
    private static final int QUICK_WARM_UP_SECONDS = 2;
    private static final int WARM_UP_PARTS = 3;

    /**
     * Reads {@code --contenders FILE --routes FILE [--workloads a,b] [--rounds N] [--seconds S] [--warm-up S] [--quick]
     * RESULTS}.
     *
     * @throws IllegalArgumentException naming what cannot be read
     */
    static Options parse(String... words) {
        boolean quick = List.of(words).contains("--quick");
        List<Workload> workloads = List.of(Workload.values());
        int rounds = quick ? 1 : ROUNDS;
        int seconds = quick ? 1 : SECONDS;
        int warmUp = quick ? QUICK_WARM_UP_SECONDS : WARM_UP_SECONDS;
        Path contenders = Path.of("contenders.tsv");
        Path routes = Path.of("routes.txt");
        for (int i = 0; i + 1 < words.length; i++) {
            switch (words[i]) {
                case "--quick" -> {}
                case "--workloads" -> workloads = workloads(words[++i]);
                case "--rounds" -> rounds = number(words[i], words[++i]);
                case "--seconds" -> seconds = number(words[i], words[++i]);
                case "--warm-up" -> warmUp = number(words[i], words[++i]);
                case "--contenders" -> contenders = Path.of(words[++i]);
                case "--routes" -> routes = Path.of(words[++i]);
                default -> throw new IllegalArgumentException("Unknown argument " + words[i]);
            }
        }
        if (words.length == 0 || words[words.length - 1].startsWith("-")) {
            throw new IllegalArgumentException("The directory for results is missing");
        }
        return new Options(workloads, rounds, seconds, warmUp, contenders, routes, Path.of(words[words.length - 1]));
    }

    private static List<Workload> workloads(String names) {
        List<Workload> workloads = new ArrayList<>();
        for (String name : names.split(",", -1)) {
            try {
                workloads.add(Workload.valueOf(name.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "Unknown workload " + name + "; there are " + String.join(", ", labels()), e);
            }
        }
        return workloads.stream().sorted().distinct().toList();
    }

    private static List<String> labels() {
        return List.of(Workload.values()).stream().map(Workload::label).toList();
    }

    private static int number(String name, String value) {
        if (!value.matches("[1-9][0-9]{0,2}")) {
            throw new IllegalArgumentException(name + " takes a number from 1 to 999, not " + value);
        }
        return Integer.parseInt(value);
    }

    int workloadWarmUpSeconds() {
        return Math.max(1, warmUpSeconds / WARM_UP_PARTS);
    }
}
