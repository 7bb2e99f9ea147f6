package dev.interlock.benchmarks.load;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BatchTest {
    private static final Question FIRST = new Question("/a", "one");
    private static final Question SECOND = new Question("/b", "two");

    private static final String FIRST_RESPONSE = "HTTP/1.1 200 OK\r\nDate: 12:00:00\r\nContent-Length: 3\r\n\r\none";
    private static final String SECOND_RESPONSE = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\ntwo";

    private static final Batch BATCH = Batch.of(
            List.of(FIRST, SECOND, FIRST),
            Map.of(
                    FIRST,
                    new ReferenceResponse(
                            FIRST_RESPONSE, FIRST_RESPONSE.indexOf("12"), FIRST_RESPONSE.indexOf("\r\nContent")),
                    SECOND,
                    new ReferenceResponse(SECOND_RESPONSE, 0, 0)));

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
    void acceptsAnyDateAtEveryCut() {
        String later = RESPONSES.replace("12:00:00", "13:05:59");
        for (int cut = 0; cut <= later.length(); cut++) {
            check(later.substring(0, cut), 0);
            check(later.substring(cut), cut);
        }
    }

    @Test
    void comparesEveryOtherByte() {
        for (int i = 0; i < RESPONSES.length(); i++) {
            String wrong = RESPONSES.substring(0, i) + '\0' + RESPONSES.substring(i + 1);
            if (wrong.split("12:00:00", -1).length == 3) {
                assertThrows(LoadException.class, () -> check(wrong, 0));
            } else {
                check(wrong, 0);
            }
        }
    }

    @Test
    void rejectsExtraBytes() {
        assertThrows(LoadException.class, () -> check(RESPONSES + "x", 0));
        assertThrows(LoadException.class, () -> check("x", RESPONSES.length()));
    }

    private static String request(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    private static void check(String received, int at) {
        byte[] bytes = received.getBytes(US_ASCII);
        BATCH.check(bytes, bytes.length, at);
    }
}
