package dev.interlock.processor.verify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.processor.model.Dfa;
import dev.interlock.processor.model.PathTemplate.Segment;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The dispatch tables, as read from their text. The runtime's {@code DispatchTableReader} describes the format.
 *
 * @param methods the number of methods
 * @param depth the largest number of segments of a route
 * @param automata the automata by number
 * @param patterns segments of each route, by its number; variables have no names, and the pattern of a constraint is
 *     the number of its automaton
 * @param lists the routes of each list
 * @param classes classes by number; the last class has the paths with an empty segment
 */
record Tables(
        int methods,
        int depth,
        Lead lead,
        List<Dfa> automata,
        List<List<Segment>> patterns,
        List<List<Integer>> lists,
        List<Node> nodes,
        List<List<Target>> rows,
        List<RouteClass> classes) {
    /** Class of paths with another beginning, and of paths whose first bytes a lookup ignores. */
    static final int OUTSIDE = 0;
    /** Class of paths that have the common beginning and none of the keys. */
    static final int OTHER_KEY = 1;
    /** A seed times this number is a multiplier. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /**
     * Common beginning of most paths.
     *
     * @param segments whole segments
     * @param keyBytes bytes of the longest key
     */
    record Lead(List<FixedText> segments, int keyBytes, int bits, int seed) {}

    /**
     * Trees for paths with the same first bytes.
     *
     * @param key first bytes after the common beginning, one character each; empty if the class has no key
     * @param whole whether the key is a whole segment
     * @param rows numbers of rows by method
     */
    record RouteClass(String key, boolean whole, List<Integer> rows) {
        boolean keyed() {
            return !key.isEmpty();
        }

        /** Whole text of the segment after the common beginning, if the key is the whole segment. */
        Optional<FixedText> text() {
            return keyed() && whole
                    ? Optional.of(FixedText.of(new String(key.getBytes(ISO_8859_1), UTF_8)))
                    : Optional.empty();
        }
    }

    /** Returns the slot of a hash. */
    static int slot(long hash, int bits, int seed) {
        return bits == 0 ? 0 : (int) ((hash * (seed * GOLDEN)) >>> (Long.SIZE - bits));
    }

    /** Target of a step. */
    sealed interface Target {
        /** No route. */
        record Nowhere() implements Target {}

        /** A route that needs no further comparison. */
        record Found(int route) implements Target {}

        /** The first route of a list that matches. */
        record FirstOf(int list) implements Target {}

        /** A further node. */
        record Step(int node) implements Target {}
    }

    /** Texts of two segments, which may be the same segment. */
    record Pair(FixedText one, FixedText other) {}

    /**
     * A look at two segments.
     *
     * @param hits targets of known texts
     * @param miss target of other texts
     * @param exceptions targets of other texts by slot, where they differ from {@code miss}
     */
    record Node(
            int one,
            int other,
            int bits,
            int seed,
            Map<Pair, Target> hits,
            Target miss,
            Map<Integer, Target> exceptions) {
        int slot(Pair pair) {
            return Tables.slot(FixedText.hash(pair.one, pair.other), bits, seed);
        }

        boolean looksAt(int first, int second) {
            return one == first && other == second;
        }
    }

    /** Returns the class of a key, or {@link #OTHER_KEY}. */
    int classOf(String key) {
        for (int i = 0; i < classes.size(); i++) {
            if (classes.get(i).keyed() && classes.get(i).key.equals(key)) {
                return i;
            }
        }
        return OTHER_KEY;
    }

    /**
     * Returns the tree for a class, a method and a number of segments. The number is 0 to {@link #depth} + 1; the
     * largest stands for all greater numbers.
     */
    Target root(int routeClass, int method, int count) {
        return rows.get(classes.get(routeClass).rows.get(method)).get(count);
    }

    int emptySegments() {
        return classes.size() - 1;
    }
}
