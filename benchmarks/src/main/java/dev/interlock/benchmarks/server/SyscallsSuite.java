package dev.interlock.benchmarks.server;

import dev.interlock.benchmarks.load.Load;
import dev.interlock.benchmarks.load.LoadException;
import dev.interlock.benchmarks.load.Question;
import dev.interlock.benchmarks.process.CpuTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Counts the system calls of the example service and of {@link HttpServerCodecPeer}, each on one event loop, for each
 * request of busy connections: on epoll and io_uring, with one request under way on a connection and with sixteen.
 */
final class SyscallsSuite {
    private static final int CONNECTIONS = 64;
    private static final int[] DEPTHS = {1, 16};
    private static final List<String> TRANSPORTS = List.of("epoll", "io_uring");
    private static final long REQUESTS = 200_000;
    /** Enough for the compiler to have done its work. */
    private static final long WARM_UP = 500_000;

    private static final List<Question> QUESTIONS = List.of(new Question("/plaintext", "Hello, World!"));
    private static final List<Question> PEER_QUESTIONS = List.of(new Question("/", "Hello, World!"));

    private final Arguments arguments;
    private final long requests;
    private final boolean perf;
    private final List<String> report = new ArrayList<>();

    private SyscallsSuite(Arguments arguments) throws IOException, InterruptedException {
        this.arguments = arguments;
        requests = arguments.count("requests", REQUESTS);
        if (!SystemCalls.STRACE.isAvailable()) {
            throw new IOException("strace is missing or may not be used");
        }
        perf = SystemCalls.PERF.isAvailable();
    }

    /**
     * What a server did for each request.
     *
     * @param perf system calls as perf counts them, NaN if it is not there
     * @param user microseconds of processor time outside the kernel
     */
    private record Cost(double strace, double perf, double user, double system) {}

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
        say("%d connections, one event loop; each request of the server:", CONNECTIONS);
        say(
                "%-16s %-8s %5s  %14s  %12s  %7s  %9s",
                "server", "transport", "depth", "calls (strace)", "calls (perf)", "user us", "system us");
        List<String> headlines = new ArrayList<>();
        for (String transport : TRANSPORTS) {
            List<Cost> own = measure("interlock", transport, interlock(transport), QUESTIONS);
            List<Cost> peer = measure("HttpServerCodec", transport, peer(transport), PEER_QUESTIONS);
            for (int i = 0; i < DEPTHS.length; i++) {
                headlines.add(headline(transport, DEPTHS[i], own.get(i).strace, peer.get(i).strace));
            }
        }
        say("");
        headlines.forEach(line -> say("%s", line));
        Files.write(arguments.results().resolve("report.txt"), report);
    }

    private static String headline(String transport, int depth, double own, double peer) {
        return String.format(
                Locale.ROOT,
                "syscalls %s depth %d: %.3f per request (HttpServerCodec %.3f, ratio %.2f)",
                transport,
                depth,
                own,
                peer,
                own / peer);
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

    private List<Cost> measure(String name, String transport, List<String> command, List<Question> questions)
            throws IOException, InterruptedException {
        List<Cost> costs = new ArrayList<>();
        Path errors = arguments.results().resolve(name + "-" + transport + "-errors.txt");
        try (ServerProcess server = ServerProcess.start(command, errors)) {
            for (int depth : DEPTHS) {
                try (Load load = new Load(server.port(), questions, CONNECTIONS, depth)) {
                    Cost cost = measure(server, load, name + "-" + transport + "-" + depth);
                    say(
                            "%-16s %-8s  %5d  %14.3f  %12.3f  %7.2f  %9.2f",
                            name, transport, depth, cost.strace, cost.perf, cost.user, cost.system);
                    costs.add(cost);
                }
            }
        }
        return costs;
    }

    private Cost measure(ServerProcess server, Load load, String file) throws IOException, InterruptedException {
        load.run(WARM_UP);
        CpuTime before = server.cpuTime();
        long answered = load.run(WARM_UP);
        CpuTime spent = server.cpuTime().since(before);
        double perfCalls = perf ? count(SystemCalls.PERF, server, load, file) : Double.NaN;
        double straceCalls = count(SystemCalls.STRACE, server, load, file);
        return new Cost(straceCalls, perfCalls, 1e6 * spent.user() / answered, 1e6 * spent.system() / answered);
    }

    private double count(SystemCalls tool, ServerProcess server, Load load, String file)
            throws IOException, InterruptedException {
        Path output = arguments.results().resolve(file + "-" + tool.label() + ".txt");
        long calls = tool.during(server.pid(), output, () -> load.run(requests));
        return calls / (double) load.answered();
    }

    private void say(String pattern, Object... values) {
        String line = String.format(Locale.ROOT, pattern, values);
        System.out.println(line);
        report.add(line);
    }
}
