package dev.interlock.generated.dispatch;

import dev.interlock.internal.bytes.Swar;

/**
 * The routes of an application as tables. The processor computes them at compile time, and they never change.
 *
 * <p>Each combination of {@linkplain Lead class of first bytes}, method and number of segments has a decision tree. A
 * node reads the one or two segments that separate most of its routes. The lookup hashes these segments, and compares
 * them with the literals in the slot of the hash. In most nodes, no two literals collide. A leaf holds one route, no
 * route, or a few routes that are tried in the order of their precedence. So a lookup reads few segments, never goes
 * back to an earlier node, and takes a number of steps that clients cannot increase.
 *
 * <p>Safe for use by several threads, each with its own {@link RequestPath}.
 */
public final class DispatchTable {
    /** Result if no route of the method matches the path. */
    public static final int NOT_FOUND = -1;

    /** Result if the path is malformed or not allowed, whatever the routes; see {@link RequestPath}. */
    public static final int BAD_PATH = -2;

    /**
     * Target that leads to no route. A negative target is the complement of a leaf. A positive target is a node, which
     * consists of slots. The bits of this target contain all that a lookup needs to compute the slot, so each step
     * loads only one slot.
     */
    static final long NOWHERE = 0;
    /**
     * Position of the lowest bit of the first segment's index in a node's target. The bits below it hold the index of
     * the node's first slot.
     */
    static final int ONE = 32;
    /**
     * Position of the lowest bit of the second segment's index in a node's target. The two segments may be the same.
     */
    static final int OTHER = 39;
    /** Position of the lowest bit of the shift distance in a node's target. */
    static final int SHIFT = 46;
    /** Position of the lowest bit of the multiplier's seed in a node's target. */
    static final int SEED = 52;
    /** Largest index of a segment that a target can hold. */
    static final int LAST_SEGMENT = (1 << (OTHER - ONE)) - 1;
    /** Largest seed that a target can hold. */
    static final int LAST_SEED = (1 << (Long.SIZE - 1 - SEED)) - 1;
    /** Factor that turns a seed into the multiplier of a node: 2^64 divided by the golden ratio. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /**
     * Number of longs in a slot: two words for the literal of the first segment, two words for the literal of the
     * second segment, the target if both segments equal these literals, and the target if they do not.
     * {@link Swar#shiftedToEnd} and {@link Swar#beyondFirst} compute the words.
     */
    static final int SLOT = 6;
    /** Index within a slot of the target if both segments equal their literals. */
    static final int HIT = 4;
    /** Index within a slot of the target if a segment differs from its literal. */
    static final int MISS = 5;

    final Lead lead;
    final int methods;
    /** Largest number of segments of a route. */
    private final int depth;
    /**
     * Indexes in {@link #roots} at which the trees of a class and method start. The index here is {@code class *
     * methods + method}.
     */
    final int[] starts;
    /** Number of the class of paths with an empty segment, which is the last class. */
    final int emptySegments;
    /** Root of each tree. For each class and method, there is a tree for each number of segments. */
    final long[] roots;
    /** Slots of all nodes, see {@link #find}. */
    final long[] nodes;
    /** Lists of route numbers, each ended by {@link #NOT_FOUND}. */
    final int[] lists;
    /** Patterns of the routes, by route number. */
    final RoutePattern[] patterns;

    DispatchTable(
            Lead lead,
            int methods,
            int depth,
            int[] starts,
            long[] roots,
            long[] nodes,
            int[] lists,
            RoutePattern[] patterns) {
        this.lead = lead;
        this.methods = methods;
        this.depth = depth;
        this.starts = starts;
        this.emptySegments = starts.length / methods - 1;
        this.roots = roots;
        this.nodes = nodes;
        this.lists = lists;
        this.patterns = patterns;
    }

    /**
     * Reads a table that the processor wrote.
     *
     * @param text pieces of the table, in order
     * @throws IllegalArgumentException if the text is not a table of this version, for example because another version
     *     of the processor wrote it
     */
    public static DispatchTable parse(String... text) {
        try {
            return new DispatchTableReader().read(text);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "The router does not fit this runtime: compile it with a processor of the same version", e);
        }
    }

    /**
     * Finds the route of a path. Allocates only if {@code path} must grow.
     *
     * @param method number of the request method
     * @param bytes array that holds the path
     * @param from index of the path's first {@code /}
     * @param to index after the path, which does not include the query
     * @param path object that receives the split path, which the handler reads
     * @return a route number, {@link #NOT_FOUND} or {@link #BAD_PATH}
     */
    public int match(int method, byte[] bytes, int from, int to, RequestPath path) {
        // Computed before the split, so that the CPU can do both at the same time.
        boolean padded = from < to && bytes.length - to >= Lead.KEY;
        int leading = padded ? lead.classOf(bytes, from, to) : Lead.OUTSIDE;
        int split = path.split(bytes, from, to, depth);
        if (split == RequestPath.BAD) {
            return BAD_PATH;
        }
        if (method < 0 || method >= methods) {
            return NOT_FOUND;
        }
        if (split == RequestPath.DECODED) {
            leading = path.hasEmpty ? emptySegments : Lead.OUTSIDE;
            split = path.count;
        }
        long target = find(roots[starts[leading * methods + method] + split], path);
        if (target == NOWHERE) {
            return NOT_FOUND;
        }
        int leaf = (int) ~target;
        return leaf < patterns.length ? leaf : firstMatch(leaf - patterns.length, path);
    }

    /** Walks from a node to a leaf. */
    private long find(long root, RequestPath path) {
        long[] table = nodes;
        byte[] bytes = path.bytes;
        int[] bounds = path.bounds;
        long next = root;
        while (next > NOWHERE) {
            int one = (int) (next >>> ONE) & LAST_SEGMENT;
            int oneFrom = bounds[one] + 1;
            int oneLength = bounds[one + 1] - oneFrom;
            long oneFirst = Swar.shiftedToEnd(Swar.word(bytes, oneFrom), oneLength);
            long oneLast = Swar.beyondFirst(bytes, oneFrom, oneLength);
            int other = (int) (next >>> OTHER) & LAST_SEGMENT;
            int otherFrom = bounds[other] + 1;
            int otherLength = bounds[other + 1] - otherFrom;
            long otherFirst = Swar.shiftedToEnd(Swar.word(bytes, otherFrom), otherLength);
            long otherLast = Swar.beyondFirst(bytes, otherFrom, otherLength);
            int slot = slot(next, hash(hash(oneFirst, oneLast), hash(otherFirst, otherLast)));
            long difference = (table[slot] ^ oneFirst)
                    | (table[slot + 1] ^ oneLast)
                    | (table[slot + 2] ^ otherFirst)
                    | (table[slot + 3] ^ otherLast);
            next = difference == 0 ? table[slot + HIT] : table[slot + MISS];
        }
        return next;
    }

    /** Returns the index of a node's slot for a hash. */
    static int slot(long node, long hash) {
        // A shift uses only the low six bits of its distance, and the field of the distance has six bits.
        long number = (hash * multiplier(node >>> SEED)) >>> (node >>> SHIFT);
        return (int) node + SLOT * (int) number;
    }

    /** Returns the multiplier for hashes. The highest bits of the product are the number of a slot. */
    static long multiplier(long seed) {
        return seed * GOLDEN;
    }

    /**
     * Combines two words into one. A lookup first combines the two words of each segment, and then the results for both
     * segments. A node multiplies the last result, and the highest bits of the product select a slot. The processor
     * uses the same function to search for the seed.
     */
    static long hash(long one, long other) {
        return one ^ Long.rotateLeft(other, 23);
    }

    private int firstMatch(int list, RequestPath path) {
        int at = list;
        while (lists[at] != NOT_FOUND && !patterns[lists[at]].matches(path)) {
            at++;
        }
        return lists[at];
    }
}
