package dev.interlock.example.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;

/**
 * A page of metrics of one version, with the names and labels of {@code router-metrics}. The test chooses the numbers,
 * so a verdict does not depend on the load of the machine. Buckets are 5 % wide, as those of native histograms are.
 */
final class ScrapedPod implements AutoCloseable {
    private static final int BUCKETS = 24;
    private static final double SHORTEST_SECONDS = 0.01;
    private static final double WIDTH = 1.05;
    private static final String SERIES = "http_request_method=\"GET\",http_route=\"/v1/products\"";

    private final HttpServer server;
    private final double startSeconds;
    private final long[] buckets = new long[BUCKETS];
    private long errors;

    /** Starts the page of a process that has started some seconds ago. */
    ScrapedPod(int age) throws IOException {
        startSeconds = Instant.now().getEpochSecond() - age;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", this::respond);
        server.start();
    }

    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Counts successful requests, whose latencies lie in a few neighbouring buckets. */
    synchronized void serve(int requests, int slowerByBuckets) {
        int first = 2 + slowerByBuckets;
        buckets[first] += requests * 6 / 10;
        buckets[first + 1] += requests * 3 / 10;
        buckets[first + 2] += requests / 10;
    }

    /** Counts failed requests. */
    synchronized void fail(int requests) {
        errors += requests;
    }

    private synchronized String page() {
        StringBuilder page = new StringBuilder();
        page.append("process_start_time_seconds ").append(startSeconds).append('\n');
        page.append("interlock_responses_aborted_total{reason=\"failed\"} 0\n");
        for (String status : new String[] {"2xx", "3xx", "4xx", "5xx"}) {
            String labels = SERIES + ",http_response_status_code=\"" + status + "\""
                    + (status.equals("5xx") ? ",error_type=\"5xx\"" : "");
            long count = status.equals("5xx") ? errors : 0;
            double bound = SHORTEST_SECONDS;
            for (long bucket : buckets) {
                count += status.equals("2xx") ? bucket : 0;
                appendBucket(page, labels, String.valueOf(bound), count);
                bound *= WIDTH;
            }
            appendBucket(page, labels, "+Inf", count);
            page.append("http_server_request_duration_seconds_count{")
                    .append(labels)
                    .append("} ")
                    .append(count)
                    .append('\n');
        }
        return page.toString();
    }

    private static void appendBucket(StringBuilder page, String labels, String bound, long count) {
        page.append("http_server_request_duration_seconds_bucket{").append(labels);
        page.append(",le=\"").append(bound).append("\"} ").append(count).append('\n');
    }

    private void respond(HttpExchange exchange) throws IOException {
        byte[] body = page().getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
        exchange.sendResponseHeaders(200, body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
