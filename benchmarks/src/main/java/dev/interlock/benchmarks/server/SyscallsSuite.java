package dev.interlock.benchmarks.server;

import dev.interlock.benchmarks.process.CpuTime;
import dev.interlock.benchmarks.process.Program;
import dev.interlock.benchmarks.process.StartedServer;
import dev.interlock.benchmarks.process.SystemCalls;
import dev.interlock.benchmarks.results.Arguments;
import dev.interlock.benchmarks.results.Progress;
import dev.interlock.benchmarks.results.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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
    /** Numbers of requests that a connection sends together. */
    private static final List<Integer> DEPTHS = List.of(1, 16);

    private static final List<String> TRANSPORTS = List.of("epoll", "io_uring");
    private static final int REQUESTS = 200_000;
    /** Number of requests after which the JIT compiler has finished. */
    private static final long WARM_UP = 500_000;

    private final Arguments arguments;
    private final int requests;
    private final List<SystemCalls> tools = new ArrayList<>();
    private final Results results = Results.begin("syscalls");
    private final Progress progress;

    /** Takes the options {@code --jar JAR [--requests N]}. */
    public SyscallsSuite(Arguments arguments) throws IOException, InterruptedException {
        this.arguments = arguments;
        requests = arguments.count("requests", REQUESTS);
        if (!SystemCalls.STRACE.isAvailable()) {
            throw new IOException("strace is missing or may not be used");
        }
        if (SystemCalls.PERF.isAvailable()) {
            tools.add(SystemCalls.PERF);
        }
        tools.add(SystemCalls.STRACE);
        progress = new Progress(2 * TRANSPORTS.size() * DEPTHS.size() * tools.size());
    }

    public Results run() throws IOException, InterruptedException {
        List<String> common = List.of("-Xmx64m", "-XX:+UseSerialGC");
        for (String transport : TRANSPORTS) {
            List<String> options = new ArrayList<>(common);
            options.addAll(List.of("-Dinterlock.transport=" + transport, "-Dinterlock.event-loop-threads=1"));
            try (StartedServer server = ExampleService.start(arguments.text("jar"), options, output(OWN, transport))) {
                measure(OWN, transport, server);
            }
            List<String> peer = new ArrayList<>(common);
            peer.add(0, Program.ofJava("java"));
            peer.addAll(List.of("-cp", System.getProperty("java.class.path")));
            peer.addAll(List.of(HttpServerCodecPeer.class.getName(), transport));
            try (StartedServer server = StartedServer.of(peer, Map.of(), "/plaintext", output(PEER, transport))) {
                measure(PEER, transport, server);
            }
        }
        return results;
    }

    private Path output(String name, String transport) {
        return arguments.file(name + "-" + transport + ".txt");
    }

    private void measure(String name, String transport, StartedServer server) throws IOException, InterruptedException {
        List<Question> questions = ExampleService.QUESTIONS.subList(0, 1);
        for (int depth : DEPTHS) {
            String scenario = transport + " depth " + depth;
            try (Load load = new Load(server.port(), questions, CONNECTIONS, depth)) {
                load.run(WARM_UP);
                CpuTime before = server.cpuTime();
                long answered = load.run(WARM_UP);
                CpuTime spent = server.cpuTime().since(before);
                results.add(scenario, name, "user CPU", 1, 1e6 * spent.user() / answered);
                results.add(scenario, name, "system CPU", 1, 1e6 * spent.system() / answered);
                for (SystemCalls tool : tools) {
                    Path output = arguments.file(name + "-" + scenario + "-" + tool.label() + ".txt");
                    double calls = tool.during(server.pid(), output, () -> load.run(requests));
                    calls /= load.answered();
                    results.add(scenario, name, "calls by " + tool.label(), 1, calls);
                    progress.step("%s, %s: %.3f calls by %s", name, scenario, calls, tool.label());
                }
            }
        }
    }
}
