package dev.interlock.internal.accesslog;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.internal.bytes.Swar;
import dev.interlock.internal.engine.LoopClock;
import java.util.concurrent.TimeUnit;

/**
 * Writes the time of day at which exchanges began, in UTC, without allocation. Reads the system clock at most once a
 * second. Each object must write only one of the two forms, because it keeps the text of the last second. Used by the
 * thread of one event loop.
 */
final class TimeText {
    private static final long RESYNC_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final int MILLIS_PER_DAY = 86_400_000;

    /** Days from 0000-03-01 to 1970-01-01. */
    private static final int DAYS_TO_EPOCH = 719_468;
    /** Number of days in 400 years. The calendar repeats after this time. */
    private static final int DAYS_OF_ERA = 146_097;

    /** Length of a date and time of day in either form. */
    private static final int SECOND_LENGTH = 20;

    private static final byte[] MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec".getBytes(US_ASCII);
    private static final FixedText ZONE = FixedText.of(" +0000");

    private final LoopClock clock;
    private boolean synced;
    private long syncNanos;
    private long syncMillis;
    /** Days from 1970-01-01 to the date in the fields below. */
    private long day = Long.MIN_VALUE;

    private int year;
    private int month;
    private int dayOfMonth;

    /** Second since 1970-01-01 whose text is known. {@link #text} holds it, padded to whole words. */
    private long second = Long.MIN_VALUE;

    private final byte[] text = new byte[SECOND_LENGTH + Integer.BYTES];

    TimeText(LoopClock clock) {
        this.clock = clock;
    }

    /**
     * Writes a time in the form of ISO 8601: {@code 2026-11-30T02:34:56.789Z}.
     *
     * @param nanos time in nanoseconds of the clock
     * @param now current time in nanoseconds of the clock, or a little earlier
     */
    void iso(long nanos, long now, LineBuffer out) {
        long millis = millis(nanos, now);
        if (!reuse(millis, out)) {
            int inDay = split(millis);
            out.digits(year, 4);
            out.put('-');
            out.digits(month, 2);
            out.put('-');
            out.digits(dayOfMonth, 2);
            out.put('T');
            clockTime(inDay, out);
            out.put('.');
            keep(millis, out);
        }
        int ofSecond = (int) (millis - second * 1000);
        int digits = '0' + ofSecond / 100 | ('0' + ofSecond / 10 % 10) << 8 | ('0' + ofSecond % 10) << 16;
        out.putWord(digits | 'Z' << 24, 4);
    }

    /** Writes the known text if it is for the same second. Returns whether it is. */
    private boolean reuse(long millis, LineBuffer out) {
        if (Math.floorDiv(millis, 1000L) != second) {
            return false;
        }
        for (int i = 0; i < SECOND_LENGTH; i += Long.BYTES) {
            out.putWord(Swar.word(text, i), Math.min(Long.BYTES, SECOND_LENGTH - i));
        }
        return true;
    }

    /** Keeps the text that was just written for a second. */
    private void keep(long millis, LineBuffer out) {
        second = Math.floorDiv(millis, 1000L);
        System.arraycopy(out.bytes(), out.length() - SECOND_LENGTH, text, 0, SECOND_LENGTH);
    }

    /** Writes a time in the form of Apache's logs: {@code 30/Nov/2026:02:34:56 +0000}. */
    void apache(long nanos, long now, LineBuffer out) {
        long millis = millis(nanos, now);
        if (!reuse(millis, out)) {
            int inDay = split(millis);
            out.digits(dayOfMonth, 2);
            out.put('/');
            out.put(MONTHS, 3 * month - 3, 3 * month);
            out.put('/');
            out.digits(year, 4);
            out.put(':');
            clockTime(inDay, out);
            keep(millis, out);
        }
        out.put(ZONE);
    }

    private static void clockTime(int inDay, LineBuffer out) {
        int second = inDay / 1000;
        out.digits(second / 3600, 2);
        out.put(':');
        out.digits(second / 60 % 60, 2);
        out.put(':');
        out.digits(second % 60, 2);
    }

    private long millis(long nanos, long now) {
        if (!synced || now - syncNanos > RESYNC_NANOS) {
            synced = true;
            syncNanos = clock.nanoTime();
            syncMillis = clock.currentTimeMillis();
        }
        return syncMillis + Math.floorDiv(nanos - syncNanos, (long) NANOS_PER_MILLI);
    }

    /** Sets the date fields for a time. Returns the milliseconds since midnight. */
    private int split(long millis) {
        long days = Math.floorDiv(millis, (long) MILLIS_PER_DAY);
        if (days != day) {
            day = days;
            date(days + DAYS_TO_EPOCH);
        }
        return (int) (millis - days * MILLIS_PER_DAY);
    }

    /**
     * Sets the date. The computation uses years that begin on 1 March, so that a leap day is the last day of a year.
     *
     * @param days days since 0000-03-01
     */
    private void date(long days) {
        long era = Math.floorDiv(days, (long) DAYS_OF_ERA);
        int dayOfEra = (int) (days - era * DAYS_OF_ERA);
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int monthFromMarch = (5 * dayOfYear + 2) / 153;
        dayOfMonth = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        year = (int) (yearOfEra + era * 400) + (month <= 2 ? 1 : 0);
    }
}
