package dev.interlock.benchmarks.servers;

import dev.interlock.benchmarks.process.Cores;
import dev.interlock.benchmarks.process.StartedServer;
import dev.interlock.benchmarks.results.Arguments;
import dev.interlock.benchmarks.results.Progress;
import dev.interlock.benchmarks.results.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Measures the same service on Interlock and on its peers, with each server on one core and the load on another. First
 * checks that all servers implement the service. Then measures the servers in rounds. System calls and allocation are
 * counted in separate processes, because counting would disturb the measurements.
 */
public final class ServersSuite {
    private static final String IO_URING = "io_uring";

    private final Settings settings;
    private final Arguments arguments;
    private final Cores cores;
    private final Results results = Results.begin("servers");

    /**
     * Takes the options {@code --contenders FILE --routes FILE --wrk-script FILE --certificate FILE --key FILE
     * --server-core N --load-core N --open-files N [--workloads a,b] [--rounds N] [--seconds S] [--warm-up S]
     * [--quick]}. {@link Contender} and {@link Route} read the files. This process must run on the core of the load.
     */
    public ServersSuite(Arguments arguments) throws IOException {
        this.arguments = arguments;
        settings = Settings.of(arguments);
        cores = new Cores(
                Integer.parseInt(arguments.text("server-core")), Integer.parseInt(arguments.text("load-core")));
    }

    public Results run() throws IOException, InterruptedException {
        List<Route> routes = Route.parse(Files.readAllLines(Path.of(arguments.text("routes"))));
        int openFiles = Arguments.number(arguments.text("open-files"));
        Map<Workload, Load> loads = Load.all(routes, settings.directory(), openFiles);
        List<Contender> listed = Contender.read(Path.of(arguments.text("contenders")));
        Certificate certificate =
                new Certificate(Path.of(arguments.text("certificate")), Path.of(arguments.text("key")));
        Wrk wrk = new Wrk(Path.of(arguments.text("wrk-script")));
        Bench bench = new Bench(settings, cores, wrk, certificate, loads, results);
        List<Contender> present = new ArrayList<>();
        Verification verification = new Verification(routes, Verification.trusting(certificate));
        for (Contender contender : listed) {
            if (contender.isMissing()) {
                leaveOut(contender, String.join(" ", contender.command()));
            } else if (isCorrect(bench, verification, contender)) {
                present.add(withCorrectProtocols(bench, verification, contender));
            }
        }
        if (present.isEmpty()) {
            throw new IOException("There is no server to measure");
        }
        measure(bench, present);
        return results;
    }

    private void leaveOut(Contender contender, String reason) {
        System.out.println(contender.name() + ": left out, " + reason);
        results.contenders().put(contender.name(), "left out, " + reason);
    }

    private boolean isCorrect(Bench bench, Verification verification, Contender contender) throws InterruptedException {
        String difference;
        List<String> ways;
        try (StartedServer server = bench.start(contender, contender.command(), Map.of(), Ports.PLAIN)) {
            ways = server.waitMechanisms();
            difference = verification.difference(server.port());
        } catch (IOException | RuntimeException e) {
            leaveOut(contender, "it did not start, answer or end: " + e.getMessage());
            return false;
        }
        if (contender.name().endsWith(IO_URING) && !ways.contains(IO_URING)) {
            difference = "it does not use io_uring, but " + ways;
        }
        if (!difference.isEmpty()) {
            leaveOut(contender, difference);
            return false;
        }
        results.contenders().put(contender.name(), contender.label() + ", has open " + ways);
        System.out.println(contender.name() + ": all responses are correct");
        return true;
    }

    /** Returns the server, but without HTTP/2 and TLS if its responses over them are wrong. */
    private Contender withCorrectProtocols(Bench bench, Verification verification, Contender contender)
            throws InterruptedException {
        if (settings.workloads(Ports.ALL).isEmpty() || !contender.hasProtocols()) {
            return contender;
        }
        String difference;
        try (StartedServer server = bench.start(contender, contender.command(), Map.of(), Ports.ALL)) {
            difference = verification.differenceOfProtocols(server);
        } catch (IOException | RuntimeException e) {
            difference = e.toString();
        }
        if (difference.isEmpty()) {
            System.out.println(contender.name() + ": all responses over HTTP/2 and TLS are correct");
            return contender;
        }
        System.out.println(contender.name() + ": left out with HTTP/2 and TLS, " + difference);
        results.fail(contender.name(), "HTTP/2 and TLS", difference);
        return contender.withoutProtocols();
    }

    private void measure(Bench bench, List<Contender> contenders) throws IOException, InterruptedException {
        int counts = 0;
        for (Contender contender : contenders) {
            counts += settings.workloads(Ports.PLAIN).size();
            counts += contender.hasProtocols() ? settings.workloads(Ports.ALL).size() : 0;
        }
        Progress progress = new Progress(Rounds.steps(settings, contenders) + counts);
        Rounds rounds = new Rounds(bench, progress);
        for (int round = 1; round <= settings.rounds(); round++) {
            rounds.run(round, contenders);
            results.write(settings.directory());
            if (round == 1) {
                // Counts before the rounds. If the run is aborted later, it already has the counts.
                CountingPass counting = new CountingPass(bench, progress);
                for (Contender contender : contenders) {
                    counting.run(contender);
                }
                results.write(settings.directory());
            }
        }
    }
}
