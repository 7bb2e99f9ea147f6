package dev.interlock.generated.validate;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAccessor;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MomentsTest {
    /** Noon in Paris on 15 June 2026. */
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-15T10:00:00Z"), ZoneId.of("Europe/Paris"));

    static Stream<Arguments> moments() {
        return Stream.of(
                Arguments.of(
                        Instant.parse("2026-06-15T09:59:59Z"),
                        Instant.parse("2026-06-15T10:00:00Z"),
                        Instant.parse("2026-06-15T10:00:01Z")),
                Arguments.of(
                        LocalDate.parse("2026-06-14"), LocalDate.parse("2026-06-15"), LocalDate.parse("2026-06-16")),
                Arguments.of(LocalTime.parse("11:59"), LocalTime.parse("12:00"), LocalTime.parse("12:01")),
                Arguments.of(
                        LocalDateTime.parse("2026-06-15T11:59"),
                        LocalDateTime.parse("2026-06-15T12:00"),
                        LocalDateTime.parse("2026-06-15T12:01")),
                Arguments.of(
                        OffsetDateTime.parse("2026-06-15T12:59:59+03:00"),
                        OffsetDateTime.parse("2026-06-15T05:00:00-05:00"),
                        OffsetDateTime.parse("2026-06-15T08:00:01-02:00")),
                Arguments.of(
                        ZonedDateTime.parse("2026-06-15T18:59:59+09:00[Asia/Tokyo]"),
                        ZonedDateTime.parse("2026-06-15T19:00:00+09:00[Asia/Tokyo]"),
                        ZonedDateTime.parse("2026-06-15T19:00:01+09:00[Asia/Tokyo]")),
                Arguments.of(
                        OffsetTime.parse("11:59:59+02:00"),
                        OffsetTime.parse("12:00:00+02:00"),
                        OffsetTime.parse("12:00:01+02:00")),
                Arguments.of(Year.of(2025), Year.of(2026), Year.of(2027)),
                Arguments.of(YearMonth.of(2026, 5), YearMonth.of(2026, 6), YearMonth.of(2026, 7)),
                Arguments.of(MonthDay.of(6, 14), MonthDay.of(6, 15), MonthDay.of(6, 16)));
    }

    @ParameterizedTest
    @MethodSource("moments")
    void comparesEachTypeWithNow(TemporalAccessor before, TemporalAccessor now, TemporalAccessor after) {
        assertWithMessage("%s", before)
                .that(Moments.compareToNow(before, CLOCK))
                .isLessThan(0);
        assertWithMessage("%s", now).that(Moments.compareToNow(now, CLOCK)).isEqualTo(0);
        assertWithMessage("%s", after).that(Moments.compareToNow(after, CLOCK)).isGreaterThan(0);
    }

    @Test
    void currentYearIsNeitherPastNorFuture() {
        Year now = Year.now(ZoneId.systemDefault());
        assertThat(Constraints.past(now)).isFalse();
        assertThat(Constraints.pastOrPresent(now)).isTrue();
        assertThat(Constraints.presentOrFuture(now)).isTrue();
        assertThat(Constraints.future(now)).isFalse();
    }

    @Test
    void pastIsBeforeNowAndFutureAfter() {
        Instant past = Instant.EPOCH;
        Instant future = Instant.parse("9999-01-01T00:00:00Z");
        assertThat(Constraints.past(past) && Constraints.pastOrPresent(past)).isTrue();
        assertThat(Constraints.future(past) || Constraints.presentOrFuture(past))
                .isFalse();
        assertThat(Constraints.future(future) && Constraints.presentOrFuture(future))
                .isTrue();
        assertThat(Constraints.past(future) || Constraints.pastOrPresent(future))
                .isFalse();
    }
}
