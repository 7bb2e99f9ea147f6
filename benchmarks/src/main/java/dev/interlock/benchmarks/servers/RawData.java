package dev.interlock.benchmarks.servers;

import dev.interlock.benchmarks.report.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files from which the report of a run can be made again: {@code readings.csv}, {@code latencies.tsv} and {@code run.tsv},
 * which says who took part and what was asked for. They are written after each round.
 */
final class RawData {
    private static final String READINGS = "readings.csv";
    private static final String LATENCIES = "latencies.tsv";
    private static final String RUN = "run.tsv";
    private static final String ROUNDS = "rounds";
    private static final String SECONDS = "seconds";
    private static final String WORKLOADS = "workloads";
    private static final String ENVIRONMENT = "environment";
    private static final String FAILURE = "failure";
    private static final String TAB = "\t";

    private RawData() {}

    static void write(Results results) throws IOException {
        Options options = results.options();
        Path directory = options.results();
        List<String> run = new ArrayList<>();
        run.add(ROUNDS + TAB + options.rounds());
        run.add(SECONDS + TAB + options.seconds());
        run.add(WORKLOADS
                + TAB
                + String.join(
                        ",", options.workloads().stream().map(Workload::label).toList()));
        results.environment().lines().forEach(line -> run.add(ENVIRONMENT + TAB + line));
        results.readings().failures().forEach(failure -> run.add(FAILURE + TAB + failure.line()));
        run.addAll(new Contenders(results.contenders(), results.missing()).lines());
        Files.write(directory.resolve(RUN), run);
        Files.write(directory.resolve(READINGS), results.readings().lines());
        Files.write(directory.resolve(LATENCIES), results.latencies().lines());
    }

    /** @throws IOException when the directory has not all of the files */
    static Results read(Path directory) throws IOException {
        Map<String, String> options = new LinkedHashMap<>();
        List<String> environment = new ArrayList<>();
        List<String> servers = new ArrayList<>();
        Readings readings = Readings.parse(Files.readAllLines(directory.resolve(READINGS)));
        for (String line : Files.readAllLines(directory.resolve(RUN))) {
            String[] words = line.split(TAB, 2);
            switch (words[0]) {
                case ROUNDS, SECONDS, WORKLOADS -> options.put("--" + words[0], words[1]);
                case ENVIRONMENT -> environment.add(words[1]);
                case FAILURE -> readings.add(Failure.parse(words[1]));
                default -> servers.add(line);
            }
        }
        List<String> words = new ArrayList<>();
        options.forEach((name, value) -> words.addAll(List.of(name, value)));
        words.add(directory.toString());
        Contenders contenders = Contenders.parse(servers);
        return new Results(
                Options.parse(words.toArray(String[]::new)),
                readings,
                Latencies.parse(Files.readAllLines(directory.resolve(LATENCIES))),
                contenders.present(),
                contenders.missing(),
                new Environment(environment));
    }
}
