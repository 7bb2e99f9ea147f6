package dev.interlock.dispatch;

import dev.interlock.bytes.Swar;

/**
 * The routes of an application as tables, computed at compile time and never changed.
 *
 * <p>There is a decision tree for each {@linkplain Lead class of first bytes}, method and number of segments. A node
 * looks at one segment or two, those that tell most of its routes apart. It hashes them, in most nodes without
 * collision among the literals that stand there, and compares them with the ones they may be. A leaf is a route,
 * nothing, or a few routes to be tried in the order of their rank. A lookup therefore touches few segments, never goes
 * back, and takes a number of steps that does not depend on what clients send.
 *
 * <p>Safe for use by several threads, each with a {@link RequestPath} of its own.
 */
public final class DispatchTable {
    /** No route of the method has the path. */
    public static final int NOT_FOUND = -1;

    /** No request may have the path: see {@link RequestPath}. */
    public static final int BAD_PATH = -2;

    /**
     * The target that is no route. A target below is the complement of a leaf, one above is a node. A node consists of
     * slots. The target encodes how to find a slot, so each step loads one slot.
     */
    static final long NOWHERE = 0;
    /** Bit of a node's target from which it holds one segment; the index of the first slot is below. */
    static final int ONE = 32;
    /** Bit from which it holds the other segment, which may be the same. */
    static final int OTHER = 39;
    /** Bit from which it holds how far a hash is shifted. */
    static final int SHIFT = 46;
    /** Bit from which it holds what makes its multiplier. */
    static final int SEED = 52;
    /** Largest index of a segment that a target can hold. */
    static final int LAST_SEGMENT = (1 << (OTHER - ONE)) - 1;
    /** Largest seed that a target can hold. */
    static final int LAST_SEED = (1 << (Long.SIZE - 1 - SEED)) - 1;
    /** Multiplied by a seed, gives the multiplier of a node. It is 2^64 divided by the golden ratio. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /**
     * Longs of a slot: two words for the literal of each of the node's segments, the target if both literals stand
     * there, and the target if not. The words are those of {@link Swar#shiftedToEnd} and {@link Swar#beyondFirst}.
     */
    static final int SLOT = 6;
    /** Where a slot has the target if its literals stand there. */
    static final int HIT = 4;
    /** Where a slot has the target if not. */
    static final int MISS = 5;

    final Lead lead;
    final int methods;
    /** The most segments of any route. */
    private final int depth;
    /** Where a class and method begin in {@link #roots}, by {@code class * methods + method}. */
    final int[] starts;
    /** The class of the paths that have an empty segment: the last. */
    final int emptySegments;
    /** The tree for a number of segments. */
    final long[] roots;
    /** See {@link #find}. */
    final long[] nodes;
    /** Runs of route numbers, each ended by {@link #NOT_FOUND}. */
    final int[] lists;
    /** By route number. */
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
     * @param text pieces of it, in order
     * @throws IllegalArgumentException when the text is not such a table, as that of a processor of another version
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
     * The route of a path. Allocates nothing, but once for a {@code path} that has seen none as long.
     *
     * @param method the number of the request method
     * @param bytes holds the path
     * @param from where it begins, with its {@code /}
     * @param to its end, without query
     * @param path is split here for the handler to read
     * @return a route number, {@link #NOT_FOUND} or {@link #BAD_PATH}
     */
    public int match(int method, byte[] bytes, int from, int to, RequestPath path) {
        // Before the split, so that the processor does both at a time.
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

    /** Index of the slot that a node has for a hash. */
    static int slot(long node, long hash) {
        // A shift uses only the low six bits of its distance, and this field has six bits.
        long number = (hash * multiplier(node >>> SEED)) >>> (node >>> SHIFT);
        return (int) node + SLOT * (int) number;
    }

    /** What a hash is multiplied with; the highest bits of the product are the number of a slot. */
    static long multiplier(long seed) {
        return seed * GOLDEN;
    }

    /**
     * One word of two: of the two words of a literal, then of those of two literals. A node multiplies it and keeps the
     * highest bits; the processor searches its seed with the same function.
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
