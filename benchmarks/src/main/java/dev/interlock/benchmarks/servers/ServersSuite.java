package dev.interlock.benchmarks.servers;

import dev.interlock.benchmarks.process.Cores;
import dev.interlock.benchmarks.process.StartedServer;
import dev.interlock.benchmarks.process.Waiting;
import dev.interlock.benchmarks.results.Arguments;
import dev.interlock.benchmarks.results.Progress;
import dev.interlock.benchmarks.results.Results;
import dev.interlock.benchmarks.servers.Contenders.Contender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Measures the same service on Interlock and on its peers, with each server on one core and the load on another. First
 * checks that all servers implement the service. Then measures the servers in rounds. Separate processes count system
 * calls and allocation, because counting would disturb the measurements.
 */
public final class ServersSuite {
    private static final List<String> OWN = List.of("interlock", "interlock-io_uring");
    private static final String METHOD =
            "The shop of benchmarks/peers/routes.txt, 42 routes, on each server. Each server answered all"
                    + " of them with the same bytes before it was measured. One core for the server, one for the"
                    + " load. Servers take turns. CPU time covers the whole process. A fixed rate is 50 % or 80 % of"
                    + " the slowest server's maximum. Arrivals are then random (Poisson), and latency counts from a"
                    + " request's due time; the load's own lag is part of it. The latencies of a closed loop are"
                    + " wrk's, which corrects them for coordinated omission. Figures use only samples with the usual"
                    + " distance between the cores; `*` marks servers without these samples. System calls,"
                    + " allocation and pauses are counted once, in separate processes.";

    private final Settings settings;
    private final Arguments arguments;
    private final Results results;

    /**
     * Takes {@code --contenders FILE --routes FILE [--workloads a,b] [--rounds N] [--seconds S] [--warm-up S]
     * [--quick]}. {@link Contenders} and {@link Route} read the files.
     */
    public ServersSuite(Arguments arguments) throws IOException {
        this.arguments = arguments;
        settings = Settings.of(arguments);
        results = Results.begin("servers", METHOD, OWN, List.of("hyper", "go"), Quantities.all());
    }

    public Results run() throws IOException, InterruptedException {
        Files.createDirectories(settings.directory());
        Cores cores = Cores.choose();
        cores.pinThisProcess();
        List<Route> routes = Route.parse(Files.readAllLines(Path.of(arguments.text("routes"))));
        Contenders listed = Contenders.read(Path.of(arguments.text("contenders")));
        listed.missing().forEach(this::leaveOut);
        List<Contender> present = verified(cores, new Verification(routes), listed.present());
        if (present.isEmpty()) {
            throw new IOException("There is no server to measure");
        }
        measure(cores, Load.all(routes, settings.directory()), present);
        return results;
    }

    private void leaveOut(String name, String reason) {
        System.out.println(name + ": left out, " + reason);
        results.contenders().put(name, "left out, " + reason);
    }

    private List<Contender> verified(Cores cores, Verification verification, List<Contender> contenders)
            throws InterruptedException {
        List<Contender> verified = new ArrayList<>();
        for (Contender contender : contenders) {
            Path log = settings.directory().resolve(contender.name() + "-log.txt");
            List<String> command = Cores.pinned(cores.server(), contender.command());
            try (StartedServer server = StartedServer.of(command, Map.of(), Rounds.FIRST_TARGET, log)) {
                Set<String> ways = Waiting.of(server.pid());
                String difference = verification.difference(server.port());
                if (contender.name().endsWith(Waiting.IO_URING) && !ways.contains(Waiting.IO_URING)) {
                    leaveOut(contender.name(), "it does not use io_uring, but " + ways);
                } else if (difference.isEmpty()) {
                    verified.add(contender);
                    results.contenders().put(contender.name(), contender.label() + ", has open " + ways);
                    System.out.println(contender.name() + ": all responses are correct");
                } else {
                    leaveOut(contender.name(), difference);
                }
            } catch (IOException | RuntimeException e) {
                verified.remove(contender);
                leaveOut(contender.name(), "it did not start, answer or end: " + e.getMessage());
            }
        }
        return verified;
    }

    private void measure(Cores cores, Map<Workload, Load> loads, List<Contender> contenders)
            throws IOException, InterruptedException {
        int counts = contenders.size() * settings.workloads().size();
        Progress progress = new Progress(Rounds.steps(settings, contenders.size()) + counts);
        Rounds rounds = new Rounds(settings, cores, loads, results, progress);
        for (int round = 1; round <= settings.rounds(); round++) {
            rounds.run(round, contenders);
            results.write(settings.directory());
            if (round == 1) {
                // Counts early, so that even a run that is cut short has the counts.
                CountingPass counting = new CountingPass(settings, cores, loads, results, progress);
                for (Contender contender : contenders) {
                    counting.run(contender);
                }
                results.write(settings.directory());
            }
        }
    }
}
