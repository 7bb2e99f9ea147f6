package dev.interlock.internal.accesslog;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.internal.engine.LoopClock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Compares dates with java.time. */
final class TimeTextTest {
    private static final DateTimeFormatter APACHE =
            DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss Z", Locale.ENGLISH);
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ENGLISH);

    private final LineBuffer out = new LineBuffer(Escapes.of(LogFormat.JSON));
    private final Wall clock = new Wall();
    private final TimeText time = new TimeText(clock);
    private final TimeText apache = new TimeText(clock);

    private static final class Wall implements LoopClock {
        long nanos = Long.MAX_VALUE - 10_000_000_000L;
        long millis;

        @Override
        public long nanoTime() {
            return nanos;
        }

        @Override
        public long currentTimeMillis() {
            return millis;
        }
    }

    private String written() {
        return new String(out.bytes(), 0, out.length(), US_ASCII);
    }

    private void check(long millis) {
        // The clock is read again after a second. Its nanoseconds overflow during the test.
        clock.nanos += TimeUnit.SECONDS.toNanos(2);
        clock.millis = millis;
        ZonedDateTime expected = Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC);
        out.begin(0);
        time.iso(clock.nanos, clock.nanos, out);
        assertThat(written()).isEqualTo(expected.format(ISO));
        out.begin(0);
        apache.apache(clock.nanos, clock.nanos, out);
        assertThat(written()).isEqualTo(expected.format(APACHE));
    }

    @Test
    void agreesWithJavaTime() {
        Random random = new Random(1);
        for (int i = 0; i < 50_000; i++) {
            check(random.nextLong(
                    Instant.parse("0001-01-01T00:00:00Z").toEpochMilli(),
                    Instant.parse("9999-12-31T23:59:59Z").toEpochMilli()));
        }
        for (String each : new String[] {
            "1970-01-01T00:00:00Z",
            "1969-12-31T23:59:59Z",
            "2000-02-29T12:00:00Z",
            "2100-02-28T23:59:59Z",
            "2100-03-01T00:00:00Z",
            "2024-12-31T23:59:59Z",
            "2025-01-01T00:00:00Z"
        }) {
            check(Instant.parse(each).toEpochMilli());
        }
    }

    @Test
    void writesTimeOfStart() {
        clock.millis = Instant.parse("2026-12-01T00:00:00.100Z").toEpochMilli();
        out.begin(0);
        time.iso(clock.nanos - TimeUnit.MILLISECONDS.toNanos(200), clock.nanos, out);
        assertThat(written()).isEqualTo("2026-11-30T23:59:59.900Z");
    }

    @Test
    void followsClockOfSystem() {
        check(1000);
        clock.millis = 7_000_000;
        clock.nanos += TimeUnit.SECONDS.toNanos(1) + 1;
        out.begin(0);
        time.iso(clock.nanos, clock.nanos, out);
        assertThat(written()).isEqualTo("1970-01-01T01:56:40.000Z");
    }

    @Test
    void keepsTextOfSecond() {
        check(1000);
        for (int millis : new int[] {0, 1, 999, 1000, 999, -1}) {
            out.begin(0);
            time.iso(clock.nanos + TimeUnit.MILLISECONDS.toNanos(millis), clock.nanos, out);
            assertThat(written())
                    .isEqualTo(Instant.ofEpochMilli(1000 + millis)
                            .atZone(ZoneOffset.UTC)
                            .format(ISO));
        }
    }
}
