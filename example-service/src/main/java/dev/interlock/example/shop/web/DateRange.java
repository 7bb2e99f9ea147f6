package dev.interlock.example.shop.web;

import dev.interlock.annotation.Query;
import jakarta.validation.constraints.AssertTrue;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * A range of whole days in UTC.
 *
 * @param from first day
 * @param to last day, at most a year after the first day
 */
public record DateRange(@Query LocalDate from, @Query LocalDate to) {
    private static final int MAX_DAYS = 366;

    @AssertTrue(message = "must be in order: from is the first day, to the last")
    public boolean isOrdered() {
        return !to.isBefore(from);
    }

    @AssertTrue(message = "must be at most a year")
    public boolean isAtMostAYear() {
        return ChronoUnit.DAYS.between(from, to) < MAX_DAYS;
    }
}
