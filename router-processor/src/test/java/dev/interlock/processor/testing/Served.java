package dev.interlock.processor.testing;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.http.Router;
import dev.interlock.server.InMemoryConnection;
import java.time.Duration;
import java.util.Locale;

/**
 * A response of the server's engine. The engine also converts exceptions to responses.
 *
 * @param head status line and header fields
 */
public record Served(int status, String head, String body) {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /**
     * Sends a GET request.
     *
     * @param fields header lines {@code name: value}
     */
    public static Served get(Router router, String target, String... fields) throws InterruptedException {
        return send(router, "GET", target, fields);
    }

    /**
     * Sends a request without a body.
     *
     * @param fields header lines {@code name: value}
     */
    public static Served send(Router router, String method, String target, String... fields)
            throws InterruptedException {
        try (InMemoryConnection connection = new InMemoryConnection(router)) {
            String lines = String.join("\r\n", fields) + (fields.length == 0 ? "" : "\r\n");
            connection.send((method + " " + target + " HTTP/1.1\r\nHost: a\r\n" + lines + "\r\n").getBytes(ISO_8859_1));
            assertThat(connection.awaitResponses(TIMEOUT)).isTrue();
            String response = new String(connection.receive(), UTF_8);
            int end = response.indexOf("\r\n\r\n");
            int status = Integer.parseInt(response.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
            return new Served(status, response.substring(0, end + 2), response.substring(end + 4));
        }
    }

    /** Returns the value of a header field. Returns an empty text if there is none. */
    public String field(String name) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElse("");
    }
}
