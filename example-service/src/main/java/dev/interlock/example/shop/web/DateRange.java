package dev.interlock.example.shop.web;

import dev.interlock.annotation.Query;
import dev.interlock.example.shop.refusal.Refusal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Whole days in UTC, both ends included.
 *
 * @param from the first day
 * @param to the last day, at most a year after the first
 */
public record DateRange(@Query LocalDate from, @Query LocalDate to) {
    private static final int MAX_DAYS = 366;

    public DateRange {
        if (to.isBefore(from)) {
            throw Refusal.badParameter("to", "on or after " + from);
        }
        if (ChronoUnit.DAYS.between(from, to) >= MAX_DAYS) {
            throw Refusal.badParameter("to", "less than " + MAX_DAYS + " days after " + from);
        }
    }
}
