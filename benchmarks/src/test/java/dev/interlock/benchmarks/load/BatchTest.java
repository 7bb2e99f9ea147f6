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

    private static final String FIRST_ANSWER = "HTTP/1.1 200 OK\r\nDate: 12:00:00\r\nContent-Length: 3\r\n\r\none";
    private static final String SECOND_ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\ntwo";

    private static final Batch BATCH = Batch.of(
            List.of(FIRST, SECOND, FIRST),
            Map.of(
                    FIRST,
                    new ReferenceAnswer(FIRST_ANSWER, FIRST_ANSWER.indexOf("12"), FIRST_ANSWER.indexOf("\r\nContent")),
                    SECOND,
                    new ReferenceAnswer(SECOND_ANSWER, 0, 0)));

    private static final String ANSWERS = FIRST_ANSWER + SECOND_ANSWER + FIRST_ANSWER;

    @Test
    void joinsRequests() {
        byte[] sent = new byte[BATCH.requests().remaining()];
        BATCH.requests().get(sent);

        assertThat(new String(sent, US_ASCII)).isEqualTo(request("/a") + request("/b") + request("/a"));
        assertThat(BATCH.size()).isEqualTo(3);
        assertThat(BATCH.answerBytes()).isEqualTo(ANSWERS.length());
    }

    @Test
    void anyDateIsRight_howeverTheAnswersAreCut() {
        String later = ANSWERS.replace("12:00:00", "13:05:59");
        for (int cut = 0; cut <= later.length(); cut++) {
            check(later.substring(0, cut), 0);
            check(later.substring(cut), cut);
        }
    }

    @Test
    void comparesEveryOtherByte() {
        for (int i = 0; i < ANSWERS.length(); i++) {
            String wrong = ANSWERS.substring(0, i) + '\0' + ANSWERS.substring(i + 1);
            if (wrong.split("12:00:00", -1).length == 3) {
                assertThrows(LoadException.class, () -> check(wrong, 0));
            } else {
                check(wrong, 0);
            }
        }
    }

    @Test
    void rejectsExtraBytes() {
        assertThrows(LoadException.class, () -> check(ANSWERS + "x", 0));
        assertThrows(LoadException.class, () -> check("x", ANSWERS.length()));
    }

    private static String request(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    private static void check(String received, int at) {
        byte[] bytes = received.getBytes(US_ASCII);
        BATCH.check(bytes, bytes.length, at);
    }
}
