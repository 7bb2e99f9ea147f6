package dev.interlock.testing;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Tests that the client detects mistakes of a server on a connection. The error belongs to the request whose response
 * shows the mistake.
 */
final class ConnectionCheckTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    /** A link to a server that sends given bytes, and then closes the connection. */
    private static final class Script implements Link {
        private final Queue<String> pieces;
        private final @Nullable String mistake;

        Script(@Nullable String mistake, String... pieces) {
            this.mistake = mistake;
            this.pieces = new ArrayDeque<>(List.of(pieces));
        }

        @Override
        public void send(byte[] bytes) {
            // Does nothing, because the responses do not depend on the request.
        }

        @Override
        public byte @Nullable [] receive(Duration timeout) {
            String piece = pieces.poll();
            return piece == null ? null : piece.getBytes(US_ASCII);
        }

        @Override
        public @Nullable String mistakeAfterResponse(boolean persistent) {
            return mistake;
        }

        @Override
        public void close() {
            // Does nothing, because there is no connection.
        }
    }

    private static TestResponse response(@Nullable String mistake, String... pieces) {
        TestConnection connection = new TestConnection(new Script(mistake, pieces), Duration.ofSeconds(1));
        connection.send("GET / HTTP/1.1\r\n\r\n");
        try (TestExchange exchange = new TestExchange(connection, Duration.ofSeconds(1), done -> {})) {
            return exchange.response();
        } finally {
            connection.close();
        }
    }

    private static String failure(@Nullable String mistake, String... pieces) {
        return String.valueOf(assertThrows(AssertionError.class, () -> response(mistake, pieces))
                .getMessage());
    }

    @Test
    void returnsValidResponseHoweverSplit() {
        assertThat(response(null, OK).text()).isEqualTo("ok");
        assertThat(response(null, OK.split("", -1)).text()).isEqualTo("ok");
        assertThat(response(null, "HTTP/1.1 100 Continue\r\n\r\n" + OK).text()).isEqualTo("ok");
        assertThat(response(null, "HTTP/1.0 200 OK\r\n\r\nuntil", " the end").text())
                .isEqualTo("until the end");
    }

    @Test
    void bytesAfterResponseFail() {
        assertThat(failure(null, OK + OK)).startsWith("The server sent extra bytes after the response\n");
        assertThat(failure(null, OK + "x")).startsWith("The server sent extra bytes after the response\n");
    }

    @Test
    void shortBodyFails() {
        String message = failure(null, "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nok");
        assertThat(message).startsWith("The connection closed before the response was complete\n");
        assertThat(message).contains("GET / HTTP/1.1");
        assertThat(message).endsWith("\n\n  ok\n");
    }

    @Test
    void malformedResponseFails() {
        assertThat(failure(null, "nonsense\r\n\r\n")).startsWith("The response is malformed: ");
        assertThat(failure(null)).contains("response:\n  (nothing)\n");
    }

    @Test
    void wrongStateOfConnectionFails() {
        assertThat(failure("The connection did not close", OK)).startsWith("The connection did not close\n");
    }
}
