package dev.interlock.canary.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends instant queries to a Prometheus server, or to a server with the same API. Each query has a time limit. A
 * response may have up to 64 MiB. Safe for use by several threads. A query blocks the calling thread.
 */
public final class PrometheusClient {
    private static final int MOST_BYTES = 64 * 1024 * 1024;
    private static final int OK = 200;
    private static final int MOST_OF_MESSAGE = 300;

    private final URI queries;
    private final Duration timeout;
    private final @Nullable String token;
    private final HttpClient client;

    /**
     * Creates a client. It connects at the first query.
     *
     * @param server address, such as {@code http://prometheus:9090}; it may have a path before {@code /api}
     * @param timeout time limit of a query, above 0
     * @param token bearer token, or null
     * @throws IllegalArgumentException if the address is not an HTTP URL
     */
    public PrometheusClient(URI server, Duration timeout, @Nullable String token) {
        String scheme = server.getScheme();
        if (server.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw new IllegalArgumentException("The address of Prometheus is '" + server
                    + "'. Tip: use an address such as http://prometheus:9090");
        }
        String base = server.toString().replaceFirst("/+$", "");
        queries = URI.create(base + "/api/v1/query");
        this.timeout = timeout;
        this.token = token;
        client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /** Returns the current time of Prometheus in seconds. */
    public double time() throws IOException {
        QueryResult result = send("query=time()");
        if (result.samples().size() != 1) {
            throw malformed("no time", null);
        }
        return result.samples().get(0).value();
    }

    /**
     * Evaluates an expression.
     *
     * @param time time in seconds since 1970
     * @throws QueryException if there is no result
     */
    public QueryResult query(String expression, double time) throws IOException {
        return send(String.format(Locale.ROOT, "time=%.3f&query=%s", time, URLEncoder.encode(expression, UTF_8)));
    }

    private QueryResult send(String form) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(queries)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<byte[]> response = await(client.sendAsync(request.build(), head -> new LimitedBody(MOST_BYTES)));
        try {
            QueryResult result = ResultParser.parse(response.body());
            if (response.statusCode() == OK) {
                return result;
            }
        } catch (QueryException e) {
            throw e;
        } catch (IOException e) {
            if (response.statusCode() == OK) {
                throw malformed(firstLine(e), e);
            }
        }
        throw new QueryException("Prometheus at " + queries + " responded with status " + response.statusCode());
    }

    private static String firstLine(IOException e) {
        String message = String.valueOf(e.getMessage());
        String line = message.lines().findFirst().orElse("");
        return line.length() > MOST_OF_MESSAGE ? line.substring(0, MOST_OF_MESSAGE) : line;
    }

    private QueryException malformed(String defect, @Nullable IOException cause) {
        String message = "The response of " + queries + " is not a Prometheus result: " + defect;
        return cause == null ? new QueryException(message) : new QueryException(message, cause);
    }

    /**
     * Waits for a whole response. The timeout of {@link HttpRequest} covers only the response head, so a slow body
     * would have no limit.
     */
    private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> response) throws IOException {
        try {
            return response.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw late(e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof HttpTimeoutException) {
                throw late(cause);
            }
            String detail = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
            throw new QueryException("Prometheus at " + queries + " cannot be read: " + detail, cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueryException("The query was interrupted", e);
        } finally {
            // Closes the connection if the response is not complete.
            response.cancel(true);
        }
    }

    private QueryException late(Throwable cause) {
        return new QueryException(
                "Prometheus at " + queries + " did not respond within " + timeout.toMillis() + " ms", cause);
    }
}
