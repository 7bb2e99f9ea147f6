package dev.interlock.http2.internal.head;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.internal.message.ReceivedHead;
import java.util.Arrays;

/** Joins the Cookie fields of a request, the crumbs, into one field (RFC 9113 section 8.2.3). */
final class CookieCrumbs {
    private static final int USUAL_CRUMBS = 4;
    /** Number of crumbs above which the array is replaced before the next request. */
    private static final int RETAINED_CRUMBS = 64;

    /** Two ints for each crumb: the index of the first byte of its value, and the index after the value. */
    private int[] bounds = new int[2 * USUAL_CRUMBS];

    private int count;

    void clear() {
        count = 0;
        if (bounds.length > 2 * RETAINED_CRUMBS) {
            bounds = new int[2 * USUAL_CRUMBS];
        }
    }

    /** Adds the value of a crumb. Returns false for the first crumb, whose field will get the joined value. */
    boolean add(int from, int to) {
        if (2 * count == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * bounds.length);
        }
        bounds[2 * count] = from;
        bounds[2 * count + 1] = to;
        return count++ > 0;
    }

    /**
     * Joins several crumbs. The field of the first crumb gets the joined value.
     *
     * @param bytes buffer of the head's bytes. After its content, it must have room for the joined value
     */
    void join(ReceivedHead head, ByteWriter bytes) {
        if (count < 2) {
            return;
        }
        int start = bytes.length();
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                bytes.append((byte) ';').append((byte) ' ');
            }
            bytes.append(bytes.array(), bounds[2 * i], bounds[2 * i + 1]);
        }
        head.replaceValue(bounds[0], start, bytes.length());
    }
}
