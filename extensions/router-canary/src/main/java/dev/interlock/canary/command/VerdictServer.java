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
import org.jspecify.annotations.Nullable;

/**
 * Serves the verdict at {@code /canary} as JSON. With {@code ?expect=promote}, the status is 200 or 409. Web hooks send
 * POST requests, so these get the same response. Each step of a roll-out has its own {@linkplain StepWindow window}:
 * Argo Rollouts names it by {@code ?window=NAME}. Flagger cannot, so it calls {@code /canary/start} before the first
 * step, and {@code /canary/step} before each, and the step ends with its promotion.
 */
final class VerdictServer implements AutoCloseable {
    private static final String VERDICT = "/canary";
    private static final String START = "/canary/start";
    private static final String STEP = "/canary/step";
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int BAD_REQUEST = 400;
    private static final int THREADS = 2;
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST");
    private static final Set<String> CHANGING = Set.of("POST");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "canary-verdict");
        thread.setDaemon(true);
        return thread;
    });
    private final StepWindow window;

    /** Starts the server. */
    VerdictServer(InetSocketAddress address, StepWindow window) throws IOException {
        this.window = window;
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
        // The exchange must still be open for the response to a bad request.
        try (exchange) {
            try {
                respond(exchange);
            } catch (IllegalArgumentException e) {
                send(exchange, BAD_REQUEST, "text/plain", e.getMessage() + "\n");
            }
        }
    }

    private void respond(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        boolean isStep = path.equals(START) || path.equals(STEP);
        if (!isStep && !path.equals(VERDICT)) {
            send(exchange, NOT_FOUND, "text/plain", "The verdict is at /canary\n");
        } else if (!(isStep ? CHANGING : METHODS).contains(exchange.getRequestMethod())) {
            send(exchange, NOT_ALLOWED, "text/plain", isStep ? "Use POST\n" : "Use GET or POST\n");
        } else {
            VerdictRequest request = VerdictRequest.of(exchange);
            if (isStep && request.expectation() != Expectation.ANY) {
                throw new IllegalArgumentException("A step has no ?expect. Tip: its status is 200 if it may begin");
            }
            String named = request.window();
            String rollout = named == null ? "" : named;
            switch (path) {
                case START -> {
                    window.begin(rollout);
                    send(exchange, OK, "text/plain", "The first step needs no verdict\n");
                }
                case STEP -> sendStep(exchange, window.step(rollout));
                default -> send(exchange, window.verdict(named), request.expectation());
            }
        }
    }

    private static void sendStep(HttpExchange exchange, @Nullable Verdict verdict) throws IOException {
        if (verdict == null) {
            send(exchange, OK, "text/plain", "The first step begins\n");
        } else {
            send(exchange, verdict, Expectation.PROMOTE);
        }
    }

    private static void send(HttpExchange exchange, Verdict verdict, Expectation expectation) throws IOException {
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
