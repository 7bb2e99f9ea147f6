package dev.interlock.processor.verify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.processor.model.Dfa;
import dev.interlock.processor.model.PathTemplate.Segment;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The dispatch tables that {@link TablesReader} has read from their text. The runtime's {@code DispatchTableReader}
 * describes the format.
 *
 * @param methods number of methods
 * @param depth largest number of segments in a route
 * @param automata automata by number
 * @param patterns segments of each route, by the number of the route. Variables have no names. The text of a constraint
 *     is the number of its automaton
 * @param lists routes of each list
 * @param classes classes of paths by number; the last class contains the paths with an empty segment
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
    /** Number of the class for paths without the common beginning, and for paths that need decoding. */
    static final int OUTSIDE = 0;
    /** Number of the class for paths that have the common beginning and none of the keys. */
    static final int OTHER_KEY = 1;
    /** The multiplier of a hash is the seed times this constant. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /**
     * Common beginning of most paths, and the hash function that assigns slots to the keys after this beginning.
     *
     * @param segments segments of the common beginning
     * @param keyBytes number of bytes in the longest key
     */
    record Lead(List<FixedText> segments, int keyBytes, int bits, int seed) {}

    /**
     * Trees for the paths of one class. All paths of a class with a key have the same first bytes.
     *
     * @param key first bytes after the common beginning, each character one byte; empty if the class has no key
     * @param whole whether the key is a whole segment
     * @param rows for each method, the number of its row of trees
     */
    record RouteClass(String key, boolean whole, List<Integer> rows) {
        boolean keyed() {
            return !key.isEmpty();
        }

        /**
         * Returns the text of the segment after the common beginning. Empty if the class has no key, or if the key may
         * be only the beginning of the segment.
         */
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

    /** Next step of a lookup in a decision tree. */
    sealed interface Target {
        /** The path has no route. */
        record Nowhere() implements Target {}

        /** The path has this route. The lookup compares nothing else. */
        record Found(int route) implements Target {}

        /** The lookup takes the first route of a list that matches the path. */
        record FirstOf(int list) implements Target {}

        /** The lookup continues at another node. */
        record Step(int node) implements Target {}
    }

    /** Texts of two segments, which may be the same segment. */
    record Pair(FixedText one, FixedText other) {}

    /**
     * A node of a decision tree. A lookup compares two segments of the path here.
     *
     * @param hits targets of the pairs of texts that the node contains
     * @param miss target of all other pairs
     * @param exceptions targets of other pairs by slot, for the slots whose other pairs do not have the target {@code
     *     miss}
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

    /** Returns the number of the class with the key, or {@link #OTHER_KEY} if no class has the key. */
    int classOf(String key) {
        for (int i = 0; i < classes.size(); i++) {
            if (classes.get(i).keyed() && classes.get(i).key.equals(key)) {
                return i;
            }
        }
        return OTHER_KEY;
    }

    /**
     * Returns the tree for a class, a method and a number of segments. The number is between 0 and {@link #depth} + 1.
     * The largest number also stands for all greater numbers.
     */
    Target root(int routeClass, int method, int count) {
        return rows.get(classes.get(routeClass).rows.get(method)).get(count);
    }

    int emptySegments() {
        return classes.size() - 1;
    }
}
