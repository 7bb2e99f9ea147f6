package dev.interlock.generated.dispatch;

import dev.interlock.internal.automaton.Dfa;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Segments of one route. A lookup compares them with the path if the decision tree has not compared all of them. */
final class RoutePattern {
    private final SegmentPattern[] segments;
    private final boolean catchAll;

    /**
     * Creates a pattern.
     *
     * @param segments segments without the catch-all
     * @param catchAll whether the route ends with a catch-all, which matches at least one more segment
     */
    RoutePattern(SegmentPattern[] segments, boolean catchAll) {
        this.segments = segments;
        this.catchAll = catchAll;
    }

    boolean matches(RequestPath path) {
        if (catchAll ? path.count <= segments.length : path.count != segments.length) {
            return false;
        }
        for (int i = 0; i < segments.length; i++) {
            if (!segments[i].matches(path.bytes, path.bounds[i] + 1, path.bounds[i + 1])) {
                return false;
            }
        }
        return true;
    }

    /**
     * Pattern of one segment. Without a variable, it matches exactly the prefix. With a variable, it matches the
     * prefix, at least one byte, and the suffix.
     */
    static final class SegmentPattern {
        private final byte[] prefix;
        private final byte @Nullable [] suffix;
        private final @Nullable Dfa constraint;

        /**
         * Creates a pattern.
         *
         * @param suffix fixed text after the variable; null if the segment has no variable
         * @param constraint automaton that must accept the text between prefix and suffix; null for none
         */
        SegmentPattern(byte[] prefix, byte @Nullable [] suffix, @Nullable Dfa constraint) {
            this.prefix = prefix;
            this.suffix = suffix;
            this.constraint = constraint;
        }

        boolean matches(byte[] bytes, int from, int to) {
            if (suffix == null) {
                return Arrays.equals(bytes, from, to, prefix, 0, prefix.length);
            }
            int start = from + prefix.length;
            int stop = to - suffix.length;
            return start < stop
                    && Arrays.equals(bytes, from, start, prefix, 0, prefix.length)
                    && Arrays.equals(bytes, stop, to, suffix, 0, suffix.length)
                    && (constraint == null || constraint.accepts(bytes, start, stop));
        }
    }
}
