package dev.interlock.canary;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Prometheus server with responses that a test chooses. By default, it has healthy data of two versions, with 10,000
 * requests each. Tests replace the response to a kind of query.
 */
public final class FakePrometheus implements AutoCloseable {
    public static final String BASELINE = "version=\"1\"";
    public static final String CANARY = "version=\"2\"";
    static final double NOW = 1_800_000_000;
    /** Seconds since the start of the canary. */
    static final int AGE = 600;

    private static final String VECTOR =
            "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[%s]}}";
    private static final List<String> BOUNDS = List.of("0.005", "0.01", "+Inf");

    static {
        // Otherwise the server of the JDK sends each body 40 ms after its head.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** Kinds of queries. */
    public enum Query {
        TIME,
        INSTANCES,
        SHARED,
        VANISHED,
        RESETS,
        NATIVE,
        START,
        REQUESTS_OF_BASELINE,
        /**
         * The same since the start of the canary. Without a response, it gets that of {@link #REQUESTS_OF_BASELINE}.
         */
        REQUESTS_OF_BASELINE_SINCE_START,
        REQUESTS_OF_CANARY,
        ABORTS
    }

    private final Map<Query, String> responses = new ConcurrentHashMap<>();
    /** Responses to queries for the requests of the canary until a time. */
    private final Map<Double, String> untilTime = new ConcurrentHashMap<>();

    private final List<String> queries = new ArrayList<>();
    private final List<String> tokens = new ArrayList<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    /** Releases the responses that a test holds back. */
    private final CountDownLatch closed = new CountDownLatch(1);

    private volatile boolean isSilent;
    private volatile boolean isStalled;
    private volatile int status = 200;

    public FakePrometheus() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        respond(
                Query.TIME,
                "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[" + NOW + ",\"" + NOW
                        + "\"]}}");
        respond(Query.INSTANCES, vector(value("", "1")));
        respond(Query.START, vector(value("", String.valueOf(NOW - AGE))));
        respond(Query.REQUESTS_OF_BASELINE, vector(requests("GET", "/hello", 10_000, 0)));
        respond(Query.REQUESTS_OF_CANARY, vector(requests("GET", "/hello", 10_000, 0)));
        respond(Query.ABORTS, vector(value("", "0")));
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public void respond(Query query, String response) {
        responses.put(query, response);
    }

    /** Sets the response to queries for the requests of the canary until a time. */
    void respondUntil(double time, String response) {
        untilTime.put(time, response);
    }

    /** Sends no response from now on. */
    void fallSilent() {
        isSilent = true;
    }

    /** Sends only the start of each response from now on. */
    void stall() {
        isStalled = true;
    }

    void status(int changed) {
        status = changed;
    }

    List<String> queries() {
        return queries;
    }

    List<String> tokens() {
        return tokens;
    }

    public static String vector(String... samples) {
        return VECTOR.formatted(String.join(",", samples));
    }

    /** Returns a sample. */
    static String value(String labels, String value) {
        return "{\"metric\":{" + labels + "},\"value\":[" + NOW + ",\"" + value + "\"]}";
    }

    /** Returns the samples of a route: successes within 5 ms, and failures. */
    public static String requests(String method, String route, long successes, long failures) {
        return requests(method, route, successes, failures, 0);
    }

    /** Returns the samples of a route: successes within 5 ms, failures, and successes after more than 10 ms. */
    static String requests(String method, String route, long successes, long failures, long slow) {
        List<String> samples = new ArrayList<>();
        for (String outcome : List.of("2xx", "3xx", "4xx", "5xx", "aborted")) {
            long count = outcome.equals("2xx") ? successes : outcome.equals("5xx") ? failures : 0;
            for (String bound : BOUNDS) {
                long above = outcome.equals("2xx") && bound.equals("+Inf") ? slow : 0;
                samples.add(value(
                        labels(method, route, outcome) + ",\"le\":\"" + bound + "\"", String.valueOf(count + above)));
            }
        }
        return String.join(",", samples);
    }

    static String labels(String method, String route, String outcome) {
        String key = outcome.equals("aborted") ? "error_type" : "http_response_status_code";
        return "\"http_request_method\":\"" + method + "\",\"http_route\":\"" + route + "\",\"" + key + "\":\""
                + outcome + "\"";
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            String query = URLDecoder.decode(form.substring(form.indexOf("query=") + 6), UTF_8);
            synchronized (queries) {
                queries.add(query);
                tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            }
            if (isSilent) {
                closed.await();
            }
            byte[] body = response(query, time(form)).getBytes(UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            if (isStalled) {
                exchange.getResponseBody().write(body, 0, 5);
                exchange.getResponseBody().flush();
                closed.await();
            }
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static double time(String form) {
        int start = form.indexOf("time=");
        return start < 0 ? NOW : Double.parseDouble(form.substring(start + 5, form.indexOf('&', start)));
    }

    private String response(String query, double time) {
        Query kind = kind(query);
        String earlier = untilTime.get(time);
        if (kind == Query.REQUESTS_OF_CANARY && earlier != null) {
            return earlier;
        }
        String sinceStart = responses.get(Query.REQUESTS_OF_BASELINE_SINCE_START);
        return kind == Query.REQUESTS_OF_BASELINE && query.contains("[" + AGE + "000ms]") && sinceStart != null
                ? sinceStart
                : responses.getOrDefault(kind, vector());
    }

    private static Query kind(String query) {
        if (query.equals("time()")) {
            return Query.TIME;
        } else if (query.startsWith("count(count by")) {
            return Query.INSTANCES;
        } else if (query.startsWith("count(")) {
            return Query.NATIVE;
        } else if (query.startsWith("min(")) {
            return Query.START;
        } else if (query.startsWith("sum(")) {
            return Query.ABORTS;
        } else if (query.startsWith("sum by")) {
            return query.contains(BASELINE) ? Query.REQUESTS_OF_BASELINE : Query.REQUESTS_OF_CANARY;
        } else if (query.contains(" unless ")) {
            return Query.VANISHED;
        }
        return query.contains("resets(") ? Query.RESETS : Query.SHARED;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
