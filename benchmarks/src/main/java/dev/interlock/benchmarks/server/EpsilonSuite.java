package dev.interlock.benchmarks.server;

import dev.interlock.benchmarks.process.Heap;
import dev.interlock.benchmarks.process.StartedServer;
import dev.interlock.benchmarks.results.Arguments;
import dev.interlock.benchmarks.results.Progress;
import dev.interlock.benchmarks.results.Results;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * Serves millions of requests from a heap that is never collected. The example service runs under the Epsilon
 * collector, which never collects. Requests for text and for routes with parameters come first. Orders follow, with
 * protobuf in and out and a bearer token.
 */
public final class EpsilonSuite {
    private static final int REQUESTS = 20_000_000;
    private static final int CONNECTIONS = 64;
    private static final int DEPTH = 16;
    /**
     * One in this many requests is sent alone, before the others: the client sends the next request only after the
     * response. Most clients do so.
     */
    private static final int ALONE_SHARE = 10;
    /** Number of other requests for each order. The stock of a product limits the number of orders. */
    private static final int ORDERS_SHARE = 20;

    /** 64 MiB for the shop, and 36 MiB for each of two log-ins: the JDK allocates them to check a password. */
    private static final int HEAP_MEBIBYTES = 64 + 2 * 36;

    private static final double MEBIBYTE = 1024 * 1024;
    /** Number of requests after which the suite prints a line on the terminal. */
    private static final long PORTION = 2_000_000;

    private final Arguments arguments;
    private final long alone;
    private final long pipelined;
    private final int orders;
    private final Progress progress;
    private final Results results = Results.begin("epsilon");
    /** Number of bytes that the log-ins allocated. */
    private long logIns;

    /** Takes the options {@code --jar JAR [--requests N] [--transport T]}. */
    public EpsilonSuite(Arguments arguments) throws IOException {
        this.arguments = arguments;
        int requests = arguments.count("requests", REQUESTS);
        alone = requests / ALONE_SHARE;
        pipelined = requests - alone;
        orders = Math.min(requests / ORDERS_SHARE, Orders.STOCK);
        progress = new Progress((int) (portions(alone) + portions(pipelined) + 1));
    }

    private static long portions(long requests) {
        return (requests + PORTION - 1) / PORTION;
    }

    public Results run() throws IOException, InterruptedException {
        List<String> options = List.of(
                "-XX:+UnlockExperimentalVMOptions",
                "-XX:+UseEpsilonGC",
                "-Xms" + HEAP_MEBIBYTES + "m",
                "-Xmx" + HEAP_MEBIBYTES + "m",
                "-Dinterlock.transport=" + arguments.find("transport").orElse("auto"));
        try (StartedServer server =
                ExampleService.start(arguments.text("jar"), options, arguments.file("server.txt"))) {
            long before = Heap.usedOfEpsilon(server.pid());
            results.add("idle", "interlock", "heap used after it", 1, before / MEBIBYTE);
            long answered = part(server, "requests one by one", () -> load(server, alone, 1))
                    + part(server, "requests in rows of " + DEPTH, () -> load(server, pipelined, DEPTH))
                    + part(server, "orders", () -> orders(server));
            // The server must still answer. The constructor sends each question once and checks the response.
            new Load(server.port(), ExampleService.QUESTIONS, 1, 1).close();
            long used = Heap.usedOfEpsilon(server.pid());
            results.facts()
                    .add(String.format(
                            Locale.ROOT,
                            "requests: %d (heap used %.1f MiB of %d, %.1f of it by two log-ins, %.2f bytes per request)",
                            answered,
                            used / MEBIBYTE,
                            HEAP_MEBIBYTES,
                            logIns / MEBIBYTE,
                            (used - before - logIns) / (double) answered));
        }
        return results;
    }

    /** A part of the load. Returns the number of answered requests. */
    private interface Part {
        long run() throws IOException, InterruptedException;
    }

    private long part(StartedServer server, String name, Part part) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        long answered = part.run();
        results.add(name, "interlock", "time", 1, (System.nanoTime() - begin) / 1e9);
        results.add(name, "interlock", "heap used after it", 1, Heap.usedOfEpsilon(server.pid()) / MEBIBYTE);
        return answered;
    }

    private long load(StartedServer server, long requests, int depth) throws IOException {
        long answered = 0;
        try (Load load = new Load(server.port(), ExampleService.QUESTIONS, CONNECTIONS, depth)) {
            while (answered < requests) {
                try {
                    answered += load.run(Math.min(requests - answered, PORTION));
                } catch (IOException e) {
                    throw new IOException(
                            "The server failed after " + (answered + load.answered()) + " of " + requests
                                    + " requests: " + e.getMessage() + "; see " + arguments.results(),
                            e);
                }
                progress.step("%,d requests, %d in a row", answered, depth);
            }
        }
        return answered;
    }

    private long orders(StartedServer server) throws IOException, InterruptedException {
        long before = Heap.usedOfEpsilon(server.pid());
        try (Orders shop = new Orders(server.port())) {
            shop.logIn();
            logIns = Heap.usedOfEpsilon(server.pid()) - before;
            long placed = shop.place(orders);
            progress.step("%,d orders", placed);
            return placed;
        }
    }
}
