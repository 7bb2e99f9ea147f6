package dev.interlock.internal.accesslog;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.internal.bytes.PlainText;

/**
 * Buffer of one line. Text from clients is escaped, and cut if it is too long, so a line never grows beyond {@link
 * #CAPACITY}. Used by the thread of one event loop.
 */
final class LineBuffer {
    /** Limit on the bytes of a line, including its end. */
    static final int CAPACITY = 8192;

    /** Limit on the bytes of one value. */
    static final int LONGEST_VALUE = 2048;

    /** Mark at the end of a value that was cut. */
    static final byte[] CUT = "...".getBytes(US_ASCII);

    /** Limit on the bytes of a time, a number, the reason of an abort, or the mark of a cut. */
    static final int LONGEST_FIXED = 32;

    private static final int MAX_DIGITS = 20;

    private final Escapes escapes;
    private final byte[] bytes = new byte[CAPACITY];
    private int length;
    /** Bytes that text may still take in this line. */
    private int textLeft;

    private boolean cut;
    private int valueFrom;
    /** Limit on the length while a value is written. */
    private int valueTo;

    private boolean valueCut;

    LineBuffer(Escapes escapes) {
        this.escapes = escapes;
    }

    /**
     * Begins a line.
     *
     * @param text limit on the bytes of all text in the line
     */
    void begin(int text) {
        length = 0;
        textLeft = text;
        cut = false;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Returns the bytes that text may still take in this line. */
    int textLeft() {
        return textLeft;
    }

    /** Returns whether a value of the line was cut. */
    boolean isCut() {
        return cut;
    }

    /** Marks the line as cut. */
    void markCut() {
        cut = true;
    }

    void put(int ascii) {
        bytes[length++] = (byte) ascii;
    }

    /** Replaces the first byte of the line. */
    void putFirst(int ascii) {
        bytes[0] = (byte) ascii;
    }

    void put(byte[] constant) {
        if (constant.length == 1) {
            // Many elements end with one quotation mark. A copy takes longer.
            bytes[length++] = constant[0];
        } else {
            put(constant, 0, constant.length);
        }
    }

    void put(byte[] source, int from, int to) {
        System.arraycopy(source, from, bytes, length, to - from);
        length += to - from;
    }

    /** Writes a number that is not negative. */
    void number(long value) {
        if (value < 10) {
            put('0' + (int) value);
            return;
        }
        int at = length + MAX_DIGITS;
        int end = at;
        for (long left = value; left > 0; left /= 10) {
            bytes[--at] = (byte) ('0' + left % 10);
        }
        System.arraycopy(bytes, at, bytes, length, end - at);
        length += end - at;
    }

    /** Writes a number with leading zeros. */
    void digits(int value, int count) {
        int left = value;
        for (int at = length + count - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + left % 10);
            left /= 10;
        }
        length += count;
    }

    /** Begins a value, which {@link #text} writes and {@link #endValue} ends. */
    void beginValue() {
        valueFrom = length;
        valueTo = length + Math.min(LONGEST_VALUE, textLeft);
        valueCut = false;
    }

    /** Writes text of the value, escaped. Cuts the value if it is too long. */
    void text(byte[] source, int from, int to) {
        int at = from;
        while (at < to && !valueCut) {
            int end = PlainText.end(source, at, to);
            int fitting = Math.min(end, at + valueTo - length);
            put(source, at, fitting);
            valueCut = fitting < end;
            at = end;
            if (at < to && !valueCut) {
                valueCut = length + Escapes.LONGEST > valueTo;
                at = valueCut ? at : escapes.escape(source, at, to, this);
            }
        }
    }

    /** Ends the value, with a mark if it was cut. */
    void endValue() {
        textLeft -= length - valueFrom;
        if (valueCut) {
            put(CUT);
            cut = true;
        }
    }
}
