package dev.interlock.internal.accesslog;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.internal.bytes.PlainText;
import dev.interlock.internal.bytes.Swar;

/**
 * Buffer of one line. Text from clients is escaped. Text that is too long is cut, so that a line never grows beyond
 * {@link #CAPACITY}. Used by the thread of one event loop.
 */
final class LineBuffer {
    /** Limit on the bytes of a line, including its end. */
    static final int CAPACITY = 8192;

    /** Limit on the bytes of one value. */
    static final int LONGEST_VALUE = 2048;

    /** Mark at the end of a value that was cut. */
    static final FixedText CUT = FixedText.of("...");

    /**
     * Limit on the bytes of a client's address. Each line reserves room for it, so that long text cannot displace it.
     */
    static final int LONGEST_CLIENT = 128;

    /** Limit on the bytes of a time, a number, the reason of an abort, or the mark of a cut. */
    static final int LONGEST_FIXED = 32;

    private static final int MAX_DIGITS = 19;
    /** The numbers from 00 to 99, two bytes each. */
    private static final byte[] PAIRS = pairs();

    private final Escapes escapes;
    /** The line, and room for one more word, because texts are copied in whole words. */
    private final byte[] bytes = new byte[CAPACITY + Long.BYTES];

    private int length;
    /** Number of bytes that text may still take in this line. */
    private int textLeft;

    private boolean cut;
    private int valueFrom;
    /** Limit on {@link #length} while a value is written. */
    private int valueTo;

    private boolean valueCut;

    LineBuffer(Escapes escapes) {
        this.escapes = escapes;
    }

    private static byte[] pairs() {
        byte[] pairs = new byte[200];
        for (int i = 0; i < pairs.length; i += 2) {
            pairs[i] = (byte) ('0' + i / 20);
            pairs[i + 1] = (byte) ('0' + i / 2 % 10);
        }
        return pairs;
    }

    /**
     * Begins a line.
     *
     * @param text limit on the bytes of all text from clients in the line
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

    /** Returns the number of bytes that text may still take in this line. */
    int textLeft() {
        return textLeft;
    }

    /** Returns whether a value of the line was cut. */
    boolean isCut() {
        return cut;
    }

    void put(int ascii) {
        bytes[length++] = (byte) ascii;
    }

    /** Replaces the first byte of the line. */
    void putFirst(int ascii) {
        bytes[0] = (byte) ascii;
    }

    void put(FixedText text) {
        length = text.copyTo(bytes, length);
    }

    /**
     * Writes the lowest bytes of a word.
     *
     * @param word the bytes, beginning with the lowest; later text overwrites the bytes after {@code count}
     */
    void putWord(long word, int count) {
        Swar.put(bytes, length, word);
        length += count;
    }

    void put(byte[] source, int from, int to) {
        System.arraycopy(source, from, bytes, length, to - from);
        length += to - from;
    }

    /** Writes an element whose value is a number that is not negative. */
    void number(LogElement element, long value) {
        int from = element.lead().copyTo(bytes, length);
        int to = from + digits(value);
        int at = to;
        long left = value;
        for (; left >= 10; left /= 100) {
            int pair = 2 * (int) (left % 100);
            bytes[--at] = PAIRS[pair + 1];
            bytes[--at] = PAIRS[pair];
        }
        if (at > from) {
            bytes[--at] = (byte) ('0' + left);
        }
        length = element.tail().copyTo(bytes, to);
    }

    private static int digits(long value) {
        int digits = 1;
        for (long next = 10; digits < MAX_DIGITS && value >= next; next *= 10) {
            digits++;
        }
        return digits;
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

    /** Writes an element with an escaped value, for which each line reserves room. */
    void fixed(LogElement element, FixedText value) {
        int at = element.lead().copyTo(bytes, length);
        at = value.copyTo(bytes, at);
        length = element.tail().copyTo(bytes, at);
    }

    /** Writes an element with an escaped value. If there is no room for the value, the mark of a cut replaces it. */
    void value(LogElement element, FixedText value) {
        if (value.length() <= textLeft) {
            textLeft -= value.length();
            fixed(element, value);
        } else {
            cut = true;
            fixed(element, CUT);
        }
    }

    /** Writes an element whose value is text from a client. */
    void text(LogElement element, byte[] source, int from, int to) {
        int count = to - from;
        if (count <= Math.min(LONGEST_VALUE, textLeft) && to <= source.length - Long.BYTES) {
            int at = element.lead().copyTo(bytes, length);
            int done = 0;
            while (done < count && PlainText.isPlain(Swar.word(source, from + done), count - done)) {
                Swar.put(bytes, at + done, Swar.word(source, from + done));
                done += Long.BYTES;
            }
            if (done >= count) {
                textLeft -= count;
                length = element.tail().copyTo(bytes, at + count);
                return;
            }
        }
        put(element.lead());
        beginValue();
        text(source, from, to);
        endValue();
        put(element.tail());
    }

    /** Returns an escaped text, which is cut if it is too long. Overwrites the line in this buffer. */
    FixedText escaped(String text, int most) {
        byte[] source = text.getBytes(UTF_8);
        begin(most);
        beginValue();
        text(source, 0, source.length);
        endValue();
        return FixedText.of(bytes, length);
    }

    /** Begins a value. {@link #text} then writes the value, and {@link #endValue} ends it. */
    void beginValue() {
        valueFrom = length;
        valueTo = length + Math.min(LONGEST_VALUE, textLeft);
        valueCut = false;
    }

    /** Escapes and writes text of the value. Cuts the value if it is too long. */
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

    /** Ends the value. Adds a mark if the value was cut. */
    void endValue() {
        textLeft -= length - valueFrom;
        if (valueCut) {
            put(CUT);
            cut = true;
        }
    }
}
