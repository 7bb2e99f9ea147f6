package dev.interlock.internal.accesslog;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.internal.accesslog.LogField.Kind;

/**
 * Field of a line, with the bytes around its value.
 *
 * @param kind source of the value
 * @param name lower-case name of a header field, or name of a cookie
 * @param isMasked whether a mask replaces the value
 * @param lead bytes before the value
 * @param tail bytes after the value
 * @param absent bytes that are written instead of lead, value and tail if there is no value
 */
// The arrays are shared, but nobody writes to them.
@SuppressWarnings("ArrayRecordComponent")
record LogElement(Kind kind, byte[] name, boolean isMasked, FixedText lead, FixedText tail, FixedText absent) {
    static LogElement of(LogField field, boolean isMasked, String lead, String tail, String absent) {
        return new LogElement(
                field.kind(),
                field.name().getBytes(US_ASCII),
                isMasked,
                FixedText.of(lead),
                FixedText.of(tail),
                FixedText.of(absent));
    }

    /** Returns the maximum number of bytes that the element takes, without text from clients. */
    int fixedBytes() {
        int value = kind == Kind.CLIENT ? LineBuffer.LONGEST_CLIENT : LineBuffer.LONGEST_FIXED;
        return Math.max(absent.length(), lead.length() + value + tail.length());
    }
}
