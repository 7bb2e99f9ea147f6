package dev.interlock.internal.accesslog;

import org.jspecify.annotations.Nullable;

/** Formatted values from the head of one request. They are kept until the line of the request is written. */
final class Capture {
    private static final int LEAST = 512;

    private byte[] bytes = {};
    /** End of each group of values in the bytes. See {@link LineLayout#groups}. */
    private final int[] ends;

    private int textLeft;
    private boolean cut;

    /** Next idle capture in the list, or null. */
    @Nullable
    Capture next;

    Capture(int groups) {
        ends = new int[groups];
    }

    int capacity() {
        return bytes.length;
    }

    /** Makes room for a number of bytes. The former values may be lost. */
    void makeRoom(int length) {
        if (bytes.length < length) {
            bytes = new byte[Math.max(LEAST, Integer.highestOneBit(length - 1) << 1)];
        }
    }

    /** Copies values into this capture. Call {@link #makeRoom} before. */
    void fill(LineBuffer values, int[] groupEnds) {
        System.arraycopy(values.bytes(), 0, bytes, 0, values.length());
        System.arraycopy(groupEnds, 0, ends, 0, ends.length);
        textLeft = values.textLeft();
        cut = values.isCut();
    }

    /** Writes the values of a group. */
    void write(int group, LineBuffer out) {
        out.put(bytes, group == 0 ? 0 : ends[group - 1], ends[group]);
    }

    int textLeft() {
        return textLeft;
    }

    boolean isCut() {
        return cut;
    }
}
