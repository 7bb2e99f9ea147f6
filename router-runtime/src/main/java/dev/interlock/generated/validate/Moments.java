package dev.interlock.generated.validate;

import dev.interlock.internal.determinism.ReadsSystemClock;
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

/** Compares moments with the present. {@link Constraints#past} explains how, and lists the types. */
@ReadsSystemClock("@Past and @Future compare with the present.")
final class Moments {
    private Moments() {}

    /** Compares by the clock and the time zone of the system. */
    static int compareToNow(TemporalAccessor value) {
        return compareToNow(value, Clock.system(ZoneId.systemDefault()));
    }

    /** Returns a negative number for the past, and a positive number for the future. */
    static int compareToNow(TemporalAccessor value, Clock clock) {
        if (value instanceof Instant instant) {
            return instant.compareTo(clock.instant());
        }
        if (value instanceof OffsetDateTime time) {
            return time.toInstant().compareTo(clock.instant());
        }
        if (value instanceof ZonedDateTime time) {
            return time.toInstant().compareTo(clock.instant());
        }
        return value instanceof OffsetTime time ? time.compareTo(OffsetTime.now(clock)) : compareLocal(value, clock);
    }

    private static int compareLocal(TemporalAccessor value, Clock clock) {
        if (value instanceof LocalDate date) {
            return date.compareTo(LocalDate.now(clock));
        }
        if (value instanceof LocalDateTime time) {
            return time.compareTo(LocalDateTime.now(clock));
        }
        if (value instanceof LocalTime time) {
            return time.compareTo(LocalTime.now(clock));
        }
        if (value instanceof YearMonth month) {
            return month.compareTo(YearMonth.now(clock));
        }
        if (value instanceof MonthDay day) {
            return day.compareTo(MonthDay.now(clock));
        }
        return ((Year) value).compareTo(Year.now(clock));
    }
}
