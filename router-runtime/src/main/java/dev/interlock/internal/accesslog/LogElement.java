package dev.interlock.internal.accesslog;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Field of a line, with the bytes around its value.
 *
 * @param kind source of the value
 * @param name lower-case name of a header field, or name of a cookie
 * @param isMasked whether the value is a secret
 * @param lead bytes before the value
 * @param tail bytes after the value
 * @param absent bytes in place of all three if there is no value
 */
// The arrays are shared, but nobody writes to them.
@SuppressWarnings("ArrayRecordComponent")
record LogElement(LogField.Kind kind, byte[] name, boolean isMasked, byte[] lead, byte[] tail, byte[] absent) {
    static LogElement of(LogField field, boolean isMasked, String lead, String tail, String absent) {
        return new LogElement(
                field.kind(),
                field.name().getBytes(US_ASCII),
                isMasked,
                lead.getBytes(US_ASCII),
                tail.getBytes(US_ASCII),
                absent.getBytes(US_ASCII));
    }

    /** Returns the bytes that the element takes at most, without text. */
    int fixedBytes() {
        return Math.max(absent.length, lead.length + LineBuffer.LONGEST_FIXED + tail.length);
    }
}
