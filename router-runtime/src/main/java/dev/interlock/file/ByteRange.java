package dev.interlock.file;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Part of a representation, as a Range field requests it (RFC 9110 section 14.2).
 *
 * @param first index of the first byte
 * @param last index of the last byte, in the representation
 */
record ByteRange(long first, long last) {
    /** Stands for a request whose ranges contain no byte of the representation. The response is 416. */
    static final ByteRange UNSATISFIABLE = new ByteRange(0, -1);

    private static final String UNIT = "bytes=";
    /** Limit on the ranges of a request. A request for many ranges may be an attack (RFC 9110 section 17.15). */
    private static final int MOST_RANGES = 16;

    private static final char END = ',';

    long length() {
        return last - first + 1;
    }

    /**
     * Parses the value of a Range field.
     *
     * @param size bytes of the representation
     * @return the requested range, or null if the server must ignore the field: it is malformed, has another unit than
     *     bytes, has more than 16 ranges, or has ranges that cannot be joined into one
     */
    static @Nullable ByteRange parse(@Nullable String value, long size) {
        if (value == null || !value.regionMatches(true, 0, UNIT, 0, UNIT.length())) {
            return null;
        }
        List<ByteRange> ranges = new ArrayList<>();
        int elements = 0;
        for (int from = UNIT.length(); from <= value.length(); ) {
            int comma = value.indexOf(END, from);
            int to = comma < 0 ? value.length() : comma;
            String element = value.substring(from, to).strip();
            if (!element.isEmpty()) {
                ByteRange range = element(element, size);
                elements++;
                if (range == null || elements > MOST_RANGES) {
                    return null;
                }
                ranges.add(range);
            }
            from = to + 1;
        }
        return elements == 0 ? null : joined(ranges);
    }

    /** Parses one element of the list; returns null if it is malformed. */
    private static @Nullable ByteRange element(String text, long size) {
        int dash = text.indexOf('-');
        if (dash < 0) {
            return null;
        }
        long first = number(text, 0, dash);
        long last = number(text, dash + 1, text.length());
        boolean hasFirst = dash > 0;
        boolean hasLast = dash + 1 < text.length();
        if (first < 0 || last < 0 || (!hasFirst && !hasLast) || (hasFirst && hasLast && last < first)) {
            return null;
        }
        if (!hasFirst) {
            return suffix(last, size);
        }
        return first >= size ? UNSATISFIABLE : new ByteRange(first, hasLast ? Math.min(last, size - 1) : size - 1);
    }

    private static @Nullable ByteRange suffix(long length, long size) {
        if (length == 0) {
            return UNSATISFIABLE;
        }
        // A suffix range of an empty file means the whole file. Content-Range cannot express that.
        return size == 0 ? null : new ByteRange(Math.max(0, size - length), size - 1);
    }

    /**
     * Parses digits. Returns {@link Long#MAX_VALUE} for a number that is too large, 0 for no digits, and -1 for other
     * text.
     */
    private static long number(String text, int from, int to) {
        long number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number > (Long.MAX_VALUE - digit) / 10 ? Long.MAX_VALUE : number * 10 + digit;
        }
        return number;
    }

    /** Joins ranges that touch or overlap. Returns null if more than one range remains. */
    private static @Nullable ByteRange joined(List<ByteRange> ranges) {
        List<ByteRange> satisfiable = ranges.stream()
                .filter(range -> !range.equals(UNSATISFIABLE))
                .sorted(Comparator.comparingLong(ByteRange::first))
                .toList();
        if (satisfiable.isEmpty()) {
            return UNSATISFIABLE;
        }
        ByteRange whole = satisfiable.get(0);
        for (ByteRange next : satisfiable) {
            if (next.first() > whole.last() + 1) {
                return null;
            }
            whole = new ByteRange(whole.first(), Math.max(whole.last(), next.last()));
        }
        return whole;
    }
}
