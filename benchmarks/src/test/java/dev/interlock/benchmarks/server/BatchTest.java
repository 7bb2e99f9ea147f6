package dev.interlock.benchmarks.server;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BatchTest {
    private static final String DATE = "Sun, 06 Nov 1994 08:49:37 GMT";
    private static final Question FIRST = new Question("/a", "one");
    private static final Question SECOND = new Question("/b", "two");
    private static final String FIRST_RESPONSE =
            "HTTP/1.1 200 OK\r\nDate: " + DATE + "\r\nContent-Length: 3\r\n\r\none";
    private static final String SECOND_RESPONSE = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\ntwo";
    private static final Batch BATCH =
            new Batch(List.of(FIRST, SECOND, FIRST), Map.of(FIRST, FIRST_RESPONSE, SECOND, SECOND_RESPONSE));
    private static final String RESPONSES = FIRST_RESPONSE + SECOND_RESPONSE + FIRST_RESPONSE;

    @Test
    void joinsRequests() {
        byte[] sent = new byte[BATCH.requests().remaining()];
        BATCH.requests().get(sent);
        assertThat(new String(sent, US_ASCII)).isEqualTo(request("/a") + request("/b") + request("/a"));
        assertThat(BATCH.size()).isEqualTo(3);
        assertThat(BATCH.responseBytes()).isEqualTo(RESPONSES.length());
    }

    @Test
    void acceptsAnyDate() throws IOException {
        check(RESPONSES.replace(DATE, "Mon, 07 Nov 1994 00:00:00 GMT"));
    }

    @Test
    void comparesEveryOtherByte() throws IOException {
        for (int i = 0; i < RESPONSES.length(); i++) {
            String wrong = RESPONSES.substring(0, i) + '\0' + RESPONSES.substring(i + 1);
            if (wrong.split(DATE, -1).length == 3) {
                assertThrows(IOException.class, () -> check(wrong));
            } else {
                check(wrong);
            }
        }
    }

    @Test
    void rejectsExtraBytes() {
        assertThrows(IOException.class, () -> check(RESPONSES + "x"));
    }

    private static String request(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    private static void check(String received) throws IOException {
        byte[] bytes = received.getBytes(US_ASCII);
        BATCH.check(bytes, bytes.length);
    }
}
