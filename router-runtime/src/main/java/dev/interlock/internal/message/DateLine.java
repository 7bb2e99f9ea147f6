package dev.interlock.internal.message;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Field line of Date (RFC 9110 section 6.6.1). It is rewritten in place at most once a second. Each event loop has its
 * own line. Not safe for use by several threads.
 */
public final class DateLine {
    private static final String TEMPLATE = "Date: Thu, 01 Jan 1970 00:00:00 GMT\r\n";
    /** Index of the first byte of the field value in the line. */
    public static final int VALUE_FROM = TEMPLATE.indexOf("Thu");

    /** Index after the field value in the line. */
    public static final int VALUE_TO = TEMPLATE.length() - 2;

    private static final byte[] DAYS = "ThuFriSatSunMonTueWed".getBytes(US_ASCII);
    private static final byte[] MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec".getBytes(US_ASCII);
    private static final int DAY_NAME = VALUE_FROM;
    private static final int DAY = TEMPLATE.indexOf("01 ");
    private static final int MONTH = TEMPLATE.indexOf("Jan");
    private static final int YEAR = TEMPLATE.indexOf("1970");
    private static final int TIME = TEMPLATE.indexOf("00:");
    private static final int SECONDS_PER_DAY = 86_400;

    private final byte[] line = TEMPLATE.getBytes(US_ASCII);
    private long second;

    /**
     * Sets the time of the line.
     *
     * @param millis milliseconds since 1970, up to the year 9999
     */
    public void set(long millis) {
        long now = millis / 1000;
        if (now != second) {
            second = now;
            time((int) (now % SECONDS_PER_DAY));
            date((int) (now / SECONDS_PER_DAY));
        }
    }

    /** Returns the line with its line end. Valid until the next {@link #set}, because the array is reused. */
    public byte[] bytes() {
        return line;
    }

    private void time(int secondOfDay) {
        two(TIME, secondOfDay / 3600);
        two(TIME + 3, secondOfDay / 60 % 60);
        two(TIME + 6, secondOfDay % 60);
    }

    /**
     * Writes day, month and year. The calculation lets each year start in March, so that the leap day is the last day
     * of the year. The lengths of the months then repeat every five months. Five months have 153 days.
     */
    private void date(int epochDay) {
        int day = epochDay + 719_468; // 0000-03-01 to 1970-01-01
        int era = day / 146_097;
        int dayOfEra = day % 146_097;
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int monthFromMarch = (5 * dayOfYear + 2) / 153;
        int month = (monthFromMarch + 2) % 12;
        int year = era * 400 + yearOfEra + (month < 2 ? 1 : 0);
        System.arraycopy(DAYS, epochDay % 7 * 3, line, DAY_NAME, 3);
        two(DAY, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1);
        System.arraycopy(MONTHS, month * 3, line, MONTH, 3);
        two(YEAR, year / 100);
        two(YEAR + 2, year % 100);
    }

    private void two(int at, int number) {
        line[at] = (byte) ('0' + number / 10);
        line[at + 1] = (byte) ('0' + number % 10);
    }
}
