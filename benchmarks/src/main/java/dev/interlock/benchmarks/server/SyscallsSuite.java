package dev.interlock.benchmarks.server;

import dev.interlock.benchmarks.load.Load;
import dev.interlock.benchmarks.load.Question;
import dev.interlock.benchmarks.process.CpuTime;
import dev.interlock.benchmarks.process.StartedServer;
import dev.interlock.benchmarks.process.SystemCalls;
import dev.interlock.benchmarks.results.Arguments;
import dev.interlock.benchmarks.results.Progress;
import dev.interlock.benchmarks.results.Quantity;
import dev.interlock.benchmarks.results.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Counts system calls per request of the example service and of {@link HttpServerCodecPeer}. Each server has one event
 * loop and busy connections. Measures epoll and io_uring, with one and with sixteen pipelined requests on a
 * connection.
 */
public final class SyscallsSuite {
    private static final String OWN = "interlock";
    private static final String PEER = "HttpServerCodec";
    private static final int CONNECTIONS = 64;
    /** Pipelined requests of a connection. */
    private static final List<Integer> DEPTHS = List.of(1, 16);

    private static final List<String> TRANSPORTS = List.of("epoll", "io_uring");
    private static final int REQUESTS = 200_000;
    /** Number of requests until the JIT compiler has finished. */
    private static final long WARM_UP = 500_000;

    private static final Quantity STRACE = Quantity.headline("calls by strace", "per request", 3);
    private static final Quantity PERF = Quantity.table("calls by perf", "per request", 3);
    private static final Quantity USER = Quantity.table("user CPU", "us", 2);
    private static final Quantity SYSTEM = Quantity.table("system CPU", "us", 2);
    private static final List<Question> QUESTIONS = List.of(new Question("/plaintext", "Hello, World!"));

    private final Arguments arguments;
    private final int requests;
    private final boolean perf;
    private final Results results;
    private final Progress progress = new Progress(2 * TRANSPORTS.size() * DEPTHS.size());

    /** Takes {@code --jar JAR [--requests N]}. */
    public SyscallsSuite(Arguments arguments) throws IOException, InterruptedException {
        this.arguments = arguments;
        requests = arguments.count("requests", REQUESTS);
        if (!SystemCalls.STRACE.isAvailable()) {
            throw new IOException("strace is missing or may not be used");
        }
        perf = SystemCalls.PERF.isAvailable();
        String method =
                CONNECTIONS + " busy connections, one event loop; calls of a server per request. strace slows the"
                        + " server down, so that each wait returns more events; perf does not.";
        results = Results.begin("syscalls", method, List.of(OWN), List.of(PEER), List.of(STRACE, PERF, USER, SYSTEM));
    }

    public Results run() throws IOException, InterruptedException {
        Files.createDirectories(arguments.results());
        for (String transport : TRANSPORTS) {
            List<String> options = List.of(
                    "-Xmx64m",
                    "-XX:+UseSerialGC",
                    "-Dinterlock.transport=" + transport,
                    "-Dinterlock.event-loop-threads=1");
            try (StartedServer server = ExampleService.start(arguments.text("jar"), options, output(OWN, transport))) {
                measure(OWN, transport, server);
            }
            try (StartedServer server =
                    StartedServer.of(peer(transport), Map.of(), "/plaintext", output(PEER, transport))) {
                measure(PEER, transport, server);
            }
        }
        return results;
    }

    private Path output(String name, String transport) {
        return arguments.results().resolve(name + "-" + transport + ".txt");
    }

    private static List<String> peer(String transport) {
        String classPath = System.getProperty("java.class.path");
        String main = HttpServerCodecPeer.class.getName();
        return List.of(ExampleService.java(), "-Xmx64m", "-XX:+UseSerialGC", "-cp", classPath, main, transport);
    }

    private void measure(String name, String transport, StartedServer server) throws IOException, InterruptedException {
        for (int depth : DEPTHS) {
            String scenario = transport + " depth " + depth;
            try (Load load = new Load(server.port(), QUESTIONS, CONNECTIONS, depth)) {
                load.run(WARM_UP);
                CpuTime before = server.cpuTime();
                long answered = load.run(WARM_UP);
                CpuTime spent = server.cpuTime().since(before);
                results.add(scenario, name, USER, 1, 1e6 * spent.user() / answered);
                results.add(scenario, name, SYSTEM, 1, 1e6 * spent.system() / answered);
                if (perf) {
                    results.add(scenario, name, PERF, 1, count(SystemCalls.PERF, server, load, name + "-" + scenario));
                }
                double calls = count(SystemCalls.STRACE, server, load, name + "-" + scenario);
                results.add(scenario, name, STRACE, 1, calls);
                progress.step("%s, %s: %.3f calls", name, scenario, calls);
            }
        }
    }

    private double count(SystemCalls tool, StartedServer server, Load load, String file)
            throws IOException, InterruptedException {
        Path output = arguments.results().resolve(file.replace(' ', '-') + "-" + tool.label() + ".txt");
        long calls = tool.during(server.pid(), output, () -> load.run(requests));
        return calls / (double) load.answered();
    }
}
