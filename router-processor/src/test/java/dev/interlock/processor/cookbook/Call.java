package dev.interlock.processor.cookbook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.http.Router;
import dev.interlock.server.InMemoryConnection;
import java.time.Duration;
import java.util.Locale;

/** A request with its own connection. The thread of the test is the event loop of the connection. */
final class Call implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final InMemoryConnection connection;

    /** Sends a request without a body. Returns when the event loop has nothing more to do. */
    Call(Router router, String method, String target, String host, String... fields) {
        connection = new InMemoryConnection(router);
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: " + host + "\r\n");
        for (String field : fields) {
            head.append(field).append("\r\n");
        }
        connection.send(head.append("\r\n").toString().getBytes(ISO_8859_1));
    }

    static Call get(Router router, String target, String... fields) {
        return new Call(router, "GET", target, "a", fields);
    }

    static String bearer(String token) {
        return "Authorization: Bearer " + token;
    }

    /** Whether the response is not complete yet. */
    boolean isWaiting() {
        return !connection.isIdle() && !connection.isClosed();
    }

    /** Waits for the response, and returns its status. */
    int status() throws InterruptedException {
        return Integer.parseInt(response().substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
    }

    /** Waits for the response. */
    String response() throws InterruptedException {
        if (!connection.awaitResponses(TIMEOUT)) {
            throw new AssertionError("No response");
        }
        return new String(connection.receive(), UTF_8);
    }

    /** Returns the value of a header field. Returns an empty text if there is none. */
    static String field(String response, String name) {
        return response.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElse("");
    }

    /** Closes the connection. For the server, the client disconnects. */
    @Override
    public void close() {
        connection.close();
    }
}
