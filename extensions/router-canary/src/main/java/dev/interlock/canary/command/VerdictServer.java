package dev.interlock.canary.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.interlock.canary.Expectation;
import dev.interlock.canary.Verdict;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Serves the verdict at {@code /canary} as JSON. With {@code ?expect=promote}, the status is 200 or 409. POST requests
 * get the same response, because webhooks send them. The server does not read their bodies.
 */
final class VerdictServer implements AutoCloseable {
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int BAD_REQUEST = 400;
    private static final int THREADS = 2;
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "canary-verdict");
        thread.setDaemon(true);
        return thread;
    });
    private final Supplier<Verdict> verdicts;

    /** Starts the server. */
    VerdictServer(InetSocketAddress address, Supplier<Verdict> verdicts) throws IOException {
        this.verdicts = verdicts;
        server = HttpServer.create(address, 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Returns the address of the server, with its actual port. */
    InetSocketAddress address() {
        return server.getAddress();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals("/canary")) {
                send(exchange, NOT_FOUND, "text/plain", "The verdict is at /canary\n");
            } else if (!METHODS.contains(exchange.getRequestMethod())) {
                send(exchange, NOT_ALLOWED, "text/plain", "Use GET or POST\n");
            } else {
                sendVerdict(exchange);
            }
        }
    }

    private void sendVerdict(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        Expectation expectation;
        try {
            expectation = Expectation.ofQuery(query == null ? "" : query);
        } catch (IllegalArgumentException e) {
            send(exchange, BAD_REQUEST, "text/plain", e.getMessage() + "\n");
            return;
        }
        Verdict verdict = verdicts.get();
        int status = expectation.status(verdict.decision());
        List<String> accept = exchange.getRequestHeaders().getOrDefault("Accept", List.of());
        if (accept.stream().anyMatch(types -> types.contains("text/plain"))) {
            send(exchange, status, "text/plain;charset=utf-8", verdict.toText());
        } else {
            send(exchange, status, "application/json", verdict.toJson());
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, isHead ? -1 : body.length);
        if (!isHead) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
