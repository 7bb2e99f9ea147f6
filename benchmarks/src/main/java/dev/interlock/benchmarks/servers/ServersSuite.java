package dev.interlock.benchmarks.servers;

import dev.interlock.benchmarks.process.Cores;
import dev.interlock.benchmarks.process.PinnedServer;
import dev.interlock.benchmarks.process.Waiting;
import dev.interlock.benchmarks.report.Environment;
import dev.interlock.benchmarks.report.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Measures the same service on Interlock and on its peers, each server on one core and the load on another: first checks that
 * all are that service, then measures them in rounds, then counts what would disturb that.
 */
public final class ServersSuite {
    private final Options options;
    private final Readings readings = new Readings();
    private final Latencies latencies = new Latencies();

    private ServersSuite(Options options) {
        this.options = options;
    }

    /** Takes what {@link Options#parse} reads, or {@code --report RESULTS} to make the report of a run again. */
    public static void main(String[] words) throws Exception {
        if (words.length == 2 && words[0].equals("--report")) {
            Results results = RawData.read(Path.of(words[1]));
            results.write();
            results.print();
            return;
        }
        Options options;
        try {
            options = Options.parse(words);
        } catch (IllegalArgumentException e) {
            System.err.println("servers: " + e.getMessage());
            System.exit(2);
            return;
        }
        new ServersSuite(options).run();
        // The client of the checks keeps a thread.
        System.exit(0);
    }

    private void run() throws IOException, InterruptedException {
        Files.createDirectories(options.results());
        Cores cores = Cores.choose();
        cores.pinThisProcess();
        List<Route> routes = Route.parse(Files.readAllLines(options.routes()));
        Contenders listed = Contenders.read(options.contenders());
        Map<String, String> missing = new LinkedHashMap<>(listed.missing());
        List<Contender> present = verified(cores, new Verification(routes), listed.present(), missing);
        missing.forEach((name, reason) -> System.out.println(name + ": left out, " + reason));
        if (present.isEmpty()) {
            throw new IOException("There is no server to measure");
        }
        Environment environment = Environment.read(cores);
        Results results = new Results(options, readings, latencies, present, missing, environment);
        measure(cores, new Loads(routes, options.results()), results);
        results.print();
    }

    private List<Contender> verified(
            Cores cores, Verification verification, List<Contender> contenders, Map<String, String> missing)
            throws InterruptedException {
        List<Contender> verified = new ArrayList<>();
        for (Contender contender : contenders) {
            Path log = options.results().resolve(contender.name() + "-log.txt");
            try (PinnedServer server = PinnedServer.start(cores.server(), contender.command(), "/plaintext", log)) {
                Set<String> ways = Waiting.of(server.pid());
                String difference = verification.difference(server.port());
                if (contender.name().endsWith(Waiting.IO_URING) && !ways.contains(Waiting.IO_URING)) {
                    missing.put(contender.name(), "it does not use io_uring, but " + ways);
                } else if (difference.isEmpty()) {
                    verified.add(contender.havingOpen(ways));
                    System.out.println(contender.name() + ": answers as it should");
                } else {
                    missing.put(contender.name(), difference);
                }
            } catch (IOException | RuntimeException e) {
                missing.put(contender.name(), "it did not start, answer or end: " + e.getMessage());
            }
        }
        verified.removeIf(contender -> missing.containsKey(contender.name()));
        return verified;
    }

    private void measure(Cores cores, Loads loads, Results results) throws IOException, InterruptedException {
        List<Contender> contenders = results.contenders();
        Progress progress = new Progress(new Schedule(options).total(contenders.size()));
        Rounds measured = new Rounds(options, cores, loads, readings, latencies, progress);
        for (int round = 1; round <= options.rounds(); round++) {
            measured.run(round, contenders);
            results.write();
            if (round == 1) {
                // Not at the end, so that a run that is cut short has them.
                count(new CountingPass(options, cores, loads, readings, progress), contenders);
                results.write();
            }
        }
    }

    private static void count(CountingPass counting, List<Contender> contenders) throws InterruptedException {
        for (Contender contender : contenders) {
            counting.run(contender);
        }
    }
}
