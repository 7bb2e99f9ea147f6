package dev.interlock.processor.testing;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.server.InMemoryConnection;
import java.time.Duration;

/** Sends requests to a {@link RunningApp}, and returns the responses as text. */
public final class Wire {
    private final RunningApp app;

    public Wire(RunningApp app) {
        this.app = app;
    }

    /**
     * Returns the whole response: status line, fields without {@code Date}, an empty line and the body. A line feed
     * ends each line of the head.
     *
     * @param line request line such as {@code GET /orders}
     * @param body sent in UTF-8
     * @param fields header lines {@code name: value}
     */
    public String send(String line, String body, String... fields) throws Exception {
        return send(line, body.getBytes(UTF_8), fields);
    }

    /** Sends a request with a body of bytes. */
    public String send(String line, byte[] body, String... fields) throws Exception {
        StringBuilder head = new StringBuilder(line).append(" HTTP/1.1\r\nHost: a.test\r\n");
        for (String field : fields) {
            head.append(field).append("\r\n");
        }
        if (body.length > 0) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        byte[] start = head.append("\r\n").toString().getBytes(ISO_8859_1);
        byte[] request = new byte[start.length + body.length];
        System.arraycopy(start, 0, request, 0, start.length);
        System.arraycopy(body, 0, request, start.length, body.length);
        try (InMemoryConnection connection = new InMemoryConnection(app.router())) {
            connection.send(request);
            assertThat(connection.awaitResponses(Duration.ofSeconds(10))).isTrue();
            return new String(connection.receive(), UTF_8).replace("\r\n", "\n").replaceFirst("Date: [^\n]*\n", "");
        }
    }
}
