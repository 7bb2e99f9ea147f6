package dev.interlock.benchmarks.server;

import dev.interlock.benchmarks.load.Load;
import dev.interlock.benchmarks.load.LoadException;
import dev.interlock.benchmarks.load.Orders;
import dev.interlock.benchmarks.report.Environment;
import dev.interlock.benchmarks.report.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Serves millions of requests from a heap that is never collected: the example service under Epsilon, asked for text and
 * for routes with parameters, and then given orders: protobuf in and out, behind a bearer token.
 */
final class EpsilonSuite {
    private static final long REQUESTS = 20_000_000;
    private static final int CONNECTIONS = 64;
    private static final int DEPTH = 16;
    /** The first tenth waits for each answer before it asks again, as most clients do. */
    private static final int ALONE_SHARE = 10;

    /** One order for so many other requests, up to what the shop can have of a product. */
    private static final int ORDERS_SHARE = 20;

    private static final int HEAP_MEBIBYTES = 64;

    /** Requests between two lines on the terminal. */
    private static final long PORTION = 2_000_000;
    /** What a request takes, where client and server have a core each. */
    private static final double ALONE_SECONDS = 12e-6;

    private static final double PIPELINED_SECONDS = 1.5e-6;
    private static final double ORDER_SECONDS = 8e-6;

    private final Arguments arguments;
    private final long alone;
    private final long pipelined;
    private final long orders;
    private final Progress progress;

    private EpsilonSuite(Arguments arguments) {
        this.arguments = arguments;
        long requests = arguments.count("requests", REQUESTS);
        alone = requests / ALONE_SHARE;
        pipelined = requests - alone;
        orders = Math.min(requests / ORDERS_SHARE, Orders.STOCK);
        progress = new Progress(alone * ALONE_SECONDS + pipelined * PIPELINED_SECONDS + orders * ORDER_SECONDS);
    }

    /** Reads {@code --jar JAR [--requests N] [--transport T] RESULTS}. */
    public static void main(String[] words) throws Exception {
        try {
            new EpsilonSuite(new Arguments(words)).run();
        } catch (LoadException | IllegalArgumentException | IOException e) {
            System.err.println("epsilon: " + e.getMessage());
            System.exit(1);
        }
    }

    private void run() throws IOException, InterruptedException {
        Files.createDirectories(arguments.results());
        Path errors = arguments.results().resolve("epsilon-server.txt");
        EpsilonReport report = new EpsilonReport(HEAP_MEBIBYTES);
        try (ServerProcess server = ServerProcess.start(command(), errors)) {
            report.add("when idle", 0, 0, EpsilonHeap.used(server.pid()));
            add(report, server, "requests one by one", () -> load(server, alone, 1, ALONE_SECONDS));
            add(
                    report,
                    server,
                    "requests in rows of " + DEPTH,
                    () -> load(server, pipelined, DEPTH, PIPELINED_SECONDS));
            add(report, server, "orders", () -> orders(server));
            // Once more, after all that.
            new Load(server.port(), ShopQuestions.ALL, 1, 1).close();
        }
        report.of(Environment.read()).publish(arguments.results());
    }

    /** A part of the load; returns how many requests were answered. */
    private interface Work {
        long run() throws IOException;
    }

    private static void add(EpsilonReport report, ServerProcess server, String name, Work work)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        long answered = work.run();
        report.add(name, answered, (System.nanoTime() - begin) / 1e9, EpsilonHeap.used(server.pid()));
    }

    private List<String> command() {
        String heap = HEAP_MEBIBYTES + "m";
        return List.of(
                "-XX:+UnlockExperimentalVMOptions",
                "-XX:+UseEpsilonGC",
                "-Xms" + heap,
                "-Xmx" + heap,
                "-Dinterlock.transport=" + arguments.text("transport", "auto"),
                "-jar",
                arguments.text("jar"),
                "--port",
                "0");
    }

    private long load(ServerProcess server, long requests, int depth, double secondsOfEach) throws IOException {
        long answered = 0;
        try (Load load = new Load(server.port(), ShopQuestions.ALL, CONNECTIONS, depth)) {
            while (answered < requests) {
                long portion = Math.min(requests - answered, PORTION);
                try {
                    answered += load.run(portion);
                } catch (IOException | LoadException e) {
                    throw new IOException(
                            "The server failed after " + (answered + load.answered()) + " of " + requests
                                    + " requests: " + e.getMessage() + "; see " + arguments.results(),
                            e);
                }
                progress.step(portion * secondsOfEach, "%,d requests, %d in a row", answered, depth);
            }
        }
        return answered;
    }

    private long orders(ServerProcess server) throws IOException {
        try (Orders shop = new Orders(server.port())) {
            long placed = shop.place(orders);
            progress.step(orders * ORDER_SECONDS, "%,d orders", placed);
            return placed;
        }
    }
}
