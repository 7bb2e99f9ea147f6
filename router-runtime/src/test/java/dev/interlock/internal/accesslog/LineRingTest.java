package dev.interlock.internal.accesslog;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class LineRingTest {
    private final byte[] taken = new byte[64];

    private static boolean put(LineRing ring, String line) {
        byte[] bytes = (line + "\n").getBytes(US_ASCII);
        return ring.put(bytes, bytes.length);
    }

    private String take(LineRing ring) {
        return new String(taken, 0, ring.take(taken), US_ASCII);
    }

    @Test
    void roundsItsCapacityUp() {
        assertThat(new LineRing(64).capacity()).isEqualTo(64);
        assertThat(new LineRing(65).capacity()).isEqualTo(128);
    }

    @Test
    void takesLinesInOrderAcrossItsEnd() {
        LineRing ring = new LineRing(16);
        assertThat(take(ring)).isEmpty();
        for (int i = 0; i < 100; i++) {
            assertThat(put(ring, "abc" + i % 10)).isTrue();
            assertThat(put(ring, "")).isTrue();
            assertThat(take(ring)).isEqualTo("abc" + i % 10 + "\n\n");
        }
        assertThat(ring.dropped()).isEqualTo(0);
    }

    @Test
    void dropsAndCountsLinesWithoutRoom() {
        LineRing ring = new LineRing(16);
        assertThat(put(ring, "1234567")).isTrue();
        assertThat(put(ring, "12345678")).isFalse();
        assertThat(put(ring, "1234567")).isTrue();
        assertThat(put(ring, "")).isFalse();
        assertThat(ring.dropped()).isEqualTo(2);
        assertThat(take(ring)).isEqualTo("1234567\n1234567\n");
        assertThat(put(ring, "a")).isTrue();
        assertThat(take(ring)).isEqualTo("a\n");
        assertThat(ring.dropped()).isEqualTo(2);
    }

    @Test
    void takesWholeLines() {
        LineRing ring = new LineRing(256);
        String line = "a".repeat(29);
        for (int i = 0; i < 5; i++) {
            put(ring, line);
        }
        assertThat(take(ring)).isEqualTo((line + "\n").repeat(2));
        assertThat(take(ring)).isEqualTo((line + "\n").repeat(2));
        assertThat(take(ring)).isEqualTo(line + "\n");
        assertThat(take(ring)).isEmpty();
    }

    @Test
    void wakesWriterOnceForHalfRing() {
        LineRing ring = new LineRing(64);
        int wakes = 0;
        for (int i = 0; i < 160; i++) {
            put(ring, "123");
            wakes += ring.needsWriter() ? 1 : 0;
            take(ring);
        }
        assertThat(wakes).isEqualTo(160 * 4 / 32);
    }

    @Test
    void twoThreadsLoseNothingElse() throws Exception {
        LineRing ring = new LineRing(64);
        int lines = 1_000_000;
        Thread producer = new Thread(() -> {
            Random random = new Random(1);
            for (int i = 0; i < lines; i++) {
                put(ring, i + "-".repeat(random.nextInt(20)) + i);
            }
        });
        producer.start();
        int last = -1;
        int count = 0;
        boolean ended = false;
        while (!ended) {
            ended = !producer.isAlive();
            for (String line : take(ring).lines().toList()) {
                String number = line.substring(0, line.length() / 2).replace("-", "");
                if (number.length() * 2 > line.length()) {
                    throw new AssertionError(line);
                }
                assertThat(line).matches("(\\d+)-*\\1");
                int current = Integer.parseInt(line.replaceAll("(\\d+)-*\\1", "$1"));
                assertThat(current).isGreaterThan(last);
                last = current;
                count++;
            }
        }
        producer.join();
        assertThat(take(ring)).isEmpty();
        assertThat(count + ring.dropped()).isEqualTo(lines);
        assertThat(count).isGreaterThan(100);
    }
}
