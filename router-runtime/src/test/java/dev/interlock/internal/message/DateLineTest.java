package dev.interlock.internal.message;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

final class DateLineTest {
    private static final DateTimeFormatter IMF_FIXDATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);
    private static final long YEAR_10000 =
            Instant.parse("+10000-01-01T00:00:00Z").toEpochMilli();

    private final DateLine line = new DateLine();

    @Test
    void encodesExampleOfRfc() {
        line.set(Instant.parse("1994-11-06T08:49:37Z").toEpochMilli());
        assertThat(text()).isEqualTo("Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n");
    }

    @Test
    void everyDayOfFourHundredYearsIsRight() {
        for (long day = 0; day < 146_097; day++) {
            long millis = day * 86_400_000 + 86_399_999;
            line.set(millis);
            assertThat(text()).isEqualTo(expected(millis));
        }
    }

    @Property
    void agreesWithLibrary(@ForAll @LongRange(min = 0, max = 253_402_300_799_999L) long millis) {
        assertThat(millis).isLessThan(YEAR_10000);
        line.set(millis);
        assertThat(text()).isEqualTo(expected(millis));
    }

    private String text() {
        return new String(line.bytes(), US_ASCII);
    }

    private static String expected(long millis) {
        return "Date: " + IMF_FIXDATE.format(Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC)) + "\r\n";
    }
}
