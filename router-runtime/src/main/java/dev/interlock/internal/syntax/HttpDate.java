package dev.interlock.internal.syntax;

import io.netty.handler.codec.DateFormatter;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** Dates of header fields (RFC 9110 section 5.6.7), in whole seconds. */
public final class HttpDate {
    /** Stands for a missing or malformed date. */
    public static final long NONE = Long.MIN_VALUE;

    /** Limit on the characters that are passed to the parser. The longest valid date has 33 characters. */
    private static final int LONGEST = 64;

    private HttpDate() {}

    /**
     * Formats a date for header fields: {@code Sun, 06 Nov 1994 08:49:37 GMT}.
     *
     * @param seconds seconds since 1970
     */
    public static String format(long seconds) {
        return DateFormatter.format(Date.from(Instant.ofEpochSecond(seconds)));
    }

    /** Parses a date in any of the three formats. Returns the seconds since 1970, or {@link #NONE} for other text. */
    public static long seconds(@Nullable CharSequence text) {
        Date date = text == null || text.length() > LONGEST ? null : DateFormatter.parseHttpDate(text);
        return date == null ? NONE : date.toInstant().getEpochSecond();
    }
}
