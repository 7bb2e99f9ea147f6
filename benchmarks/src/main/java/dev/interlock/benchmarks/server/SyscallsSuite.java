package dev.interlock.benchmarks.server;

import dev.interlock.benchmarks.load.Load;
import dev.interlock.benchmarks.load.LoadException;
import dev.interlock.benchmarks.load.Question;
import dev.interlock.benchmarks.process.CpuTime;
import dev.interlock.benchmarks.report.Environment;
import dev.interlock.benchmarks.report.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Counts the system calls of the example service and of {@link HttpServerCodecPeer}, each on one event loop, for each
 * request of busy connections: on epoll and io_uring, with one request under way on a connection and with sixteen.
 */
final class SyscallsSuite {
    private static final int CONNECTIONS = 64;
    /** Requests of a connection that are under way at the same time, where it is not one. */
    private static final int DEPTH = 16;

    private static final List<String> TRANSPORTS = List.of("epoll", "io_uring");
    private static final long REQUESTS = 200_000;
    /** Enough for the compiler to have done its work. */
    private static final long WARM_UP = 500_000;
    /** What the tools take to begin and to end. */
    private static final double SECONDS_OF_TOOLS = 4;

    private static final List<Question> QUESTIONS = List.of(new Question("/plaintext", "Hello, World!"));
    private static final List<Question> PEER_QUESTIONS = List.of(new Question("/", "Hello, World!"));

    private final Arguments arguments;
    private final long requests;
    private final boolean perf;
    private final SyscallsReport report = new SyscallsReport();

    private SyscallsSuite(Arguments arguments) throws IOException, InterruptedException {
        this.arguments = arguments;
        requests = arguments.count("requests", REQUESTS);
        if (!SystemCalls.STRACE.isAvailable()) {
            throw new IOException("strace is missing or may not be used");
        }
        perf = SystemCalls.PERF.isAvailable();
    }

    /** Reads {@code --jar JAR [--requests N] RESULTS}. */
    public static void main(String[] words) throws Exception {
        try {
            new SyscallsSuite(new Arguments(words)).run();
        } catch (LoadException | IllegalArgumentException | IOException e) {
            System.err.println("syscalls: " + e.getMessage());
            System.exit(1);
        }
    }

    private void run() throws IOException, InterruptedException {
        Files.createDirectories(arguments.results());
        Progress progress = new Progress(2 * TRANSPORTS.size() * (expectedSeconds(1) + expectedSeconds(DEPTH)));
        for (String transport : TRANSPORTS) {
            measure(SyscallsReport.OWN, transport, interlock(transport), QUESTIONS, progress);
            measure(SyscallsReport.PEER, transport, peer(transport), PEER_QUESTIONS, progress);
        }
        report.of(CONNECTIONS, Environment.read()).publish(arguments.results());
    }

    /** Both take longer for a request that comes alone, and several times as long where they are stopped at each call. */
    private double expectedSeconds(int depth) {
        double warmUps = 2 * WARM_UP * (depth == 1 ? 10e-6 : 2e-6);
        return SECONDS_OF_TOOLS + warmUps + requests * (depth == 1 ? 60e-6 : 6e-6);
    }

    private List<String> interlock(String transport) {
        return List.of(
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-Dinterlock.transport=" + transport,
                "-Dinterlock.event-loop-threads=1",
                "-jar",
                arguments.text("jar"),
                "--port",
                "0");
    }

    private static List<String> peer(String transport) {
        return List.of(
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                HttpServerCodecPeer.class.getName(),
                transport);
    }

    private void measure(
            String name, String transport, List<String> command, List<Question> questions, Progress progress)
            throws IOException, InterruptedException {
        Path errors = arguments.results().resolve(name + "-" + transport + "-errors.txt");
        try (ServerProcess server = ServerProcess.start(command, errors)) {
            for (int depth : List.of(1, DEPTH)) {
                try (Load load = new Load(server.port(), questions, CONNECTIONS, depth)) {
                    SyscallsReport.Cost cost = measure(server, load, name + "-" + transport + "-" + depth);
                    report.add(name, transport, depth, cost);
                    progress.step(
                            expectedSeconds(depth),
                            "%s, %s, depth %d: %.3f calls",
                            name,
                            transport,
                            depth,
                            cost.strace());
                }
            }
        }
    }

    private SyscallsReport.Cost measure(ServerProcess server, Load load, String file)
            throws IOException, InterruptedException {
        load.run(WARM_UP);
        CpuTime before = server.cpuTime();
        long answered = load.run(WARM_UP);
        CpuTime spent = server.cpuTime().since(before);
        double perfCalls = perf ? count(SystemCalls.PERF, server, load, file) : Double.NaN;
        double straceCalls = count(SystemCalls.STRACE, server, load, file);
        return new SyscallsReport.Cost(
                straceCalls, perfCalls, 1e6 * spent.user() / answered, 1e6 * spent.system() / answered);
    }

    private double count(SystemCalls tool, ServerProcess server, Load load, String file)
            throws IOException, InterruptedException {
        Path output = arguments.results().resolve(file + "-" + tool.label() + ".txt");
        long calls = tool.during(server.pid(), output, () -> load.run(requests));
        return calls / (double) load.answered();
    }
}
