package dev.interlock.benchmarks.server;

import dev.interlock.benchmarks.load.Load;
import dev.interlock.benchmarks.load.LoadException;
import dev.interlock.benchmarks.load.Orders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
    private static final double MEBIBYTE = 1024 * 1024;

    private final Arguments arguments;
    private final List<String> report = new ArrayList<>();

    private EpsilonSuite(Arguments arguments) {
        this.arguments = arguments;
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
        long requests = arguments.count("requests", REQUESTS);
        Files.createDirectories(arguments.results());
        Path errors = arguments.results().resolve("epsilon-server.txt");
        try (ServerProcess server = ServerProcess.start(command(), errors)) {
            long idle = EpsilonHeap.used(server.pid());
            long begin = System.nanoTime();
            long answered = load(server, requests / ALONE_SHARE, 1);
            long alone = EpsilonHeap.used(server.pid());
            answered += load(server, requests - answered, DEPTH);
            long orders = orders(server, Math.min(requests / ORDERS_SHARE, Orders.STOCK));
            answered += orders;
            double seconds = (System.nanoTime() - begin) / 1e9;
            long used = EpsilonHeap.used(server.pid());
            // Once more, after all that.
            new Load(server.port(), ShopQuestions.ALL, 1, 1).close();
            say(
                    "heap used when idle: %.1f MiB; after requests one by one: %.1f MiB; at the end: %.1f MiB",
                    idle / MEBIBYTE, alone / MEBIBYTE, used / MEBIBYTE);
            say(
                    "%d requests in %.0f s, answers compared byte for byte, those to %d orders by status and id",
                    answered, seconds, orders);
            say(
                    "epsilon requests: %d (heap used %.1f MiB of %d, %.2f bytes per request)",
                    answered, used / MEBIBYTE, HEAP_MEBIBYTES, (used - idle) / (double) answered);
        }
        Files.write(arguments.results().resolve("report.txt"), report);
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

    private long load(ServerProcess server, long requests, int depth) throws IOException {
        try (Load load = new Load(server.port(), ShopQuestions.ALL, CONNECTIONS, depth)) {
            try {
                return load.run(requests);
            } catch (IOException | LoadException e) {
                throw new IOException(
                        "The server failed after " + load.answered() + " of " + requests + " requests: "
                                + e.getMessage() + "; see " + arguments.results(),
                        e);
            }
        }
    }

    private static long orders(ServerProcess server, long count) throws IOException {
        try (Orders orders = new Orders(server.port())) {
            return orders.place(count);
        }
    }

    private void say(String pattern, Object... values) {
        String line = String.format(Locale.ROOT, pattern, values);
        System.out.println(line);
        report.add(line);
    }
}
