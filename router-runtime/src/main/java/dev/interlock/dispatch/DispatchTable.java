package dev.interlock.dispatch;

import dev.interlock.bytes.Swar;

/**
 * The routes of an application as tables, computed at compile time and never changed.
 *
 * <p>There is a decision tree for each method and number of segments. A node looks at one segment, the one that tells
 * most of its routes apart, hashes it without collision among the literals that stand there, and compares it with the
 * one it may be, together with one more segment where all routes that are left have the same literal. A leaf is a
 * route, nothing, or a few routes to be tried in the order of their rank. A lookup therefore touches few segments, never
 * goes back, and takes a number of steps that does not depend on what clients send.
 *
 * <p>Safe for use by several threads, each with a {@link RequestPath} of its own.
 */
public final class DispatchTable {
    /** No route of the method has the path. */
    public static final int NOT_FOUND = -1;

    /** No request may have the path: see {@link RequestPath}. */
    public static final int BAD_PATH = -2;

    /** Longs before the slots of a node: its multiplier and its shift. */
    static final int NODE_HEAD = 2;
    /**
     * Longs of a slot, one cache line. From 0: the literal's first word; its last word if it is longer than one; its
     * length; the targets, in the low half if the slot's literals stand there, in the high half if the first does not;
     * then of a short literal of another segment its word, the mask of its bytes, its length, and the segment.
     */
    static final int SLOT = 8;
    /** The target that is no route. A target above is a node and its segment, one below the complement of a leaf. */
    static final int NOWHERE = 0;
    /** A node's target holds the segment that it looks at above this bit, and below it the index of its head. */
    static final int SEGMENT_SHIFT = 24;

    private static final int NODE_MASK = (1 << SEGMENT_SHIFT) - 1;

    /** Rows of {@link #roots} for each of the two kinds of paths: at first those without empty segments. */
    private final int methods;
    /** The most segments of any route. */
    private final int depth;
    /** The tree for a row and a number of segments, at {@code row * (depth + 2) + count}. */
    private final int[] roots;
    /** See {@link #find}. */
    private final long[] nodes;
    /** Runs of route numbers, each ended by {@link #NOT_FOUND}. */
    private final int[] lists;
    /** By route number. */
    private final RoutePattern[] patterns;

    DispatchTable(int methods, int depth, int[] roots, long[] nodes, int[] lists, RoutePattern[] patterns) {
        this.methods = methods;
        this.depth = depth;
        this.roots = roots;
        this.nodes = nodes;
        this.lists = lists;
        this.patterns = patterns;
    }

    /**
     * Reads a table that the processor wrote.
     *
     * @param text pieces of it, in order
     * @throws IllegalArgumentException when the text is not such a table
     */
    public static DispatchTable parse(String... text) {
        return new DispatchTableReader().read(text);
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
        if (!path.split(bytes, from, to, depth)) {
            return BAD_PATH;
        }
        if (method < 0 || method >= methods) {
            return NOT_FOUND;
        }
        int row = path.hasEmpty ? methods + method : method;
        int leaf = find(roots[row * (depth + 2) + path.count], path);
        if (leaf == NOWHERE) {
            return NOT_FOUND;
        }
        return ~leaf < patterns.length ? ~leaf : firstMatch(~leaf - patterns.length, path);
    }

    /** Walks from a node to a leaf. */
    private int find(int root, RequestPath path) {
        long[] table = nodes;
        byte[] bytes = path.bytes;
        int[] bounds = path.bounds;
        int next = root;
        while (next > NOWHERE) {
            int node = next & NODE_MASK;
            int from = bounds[next >>> SEGMENT_SHIFT] + 1;
            int length = bounds[(next >>> SEGMENT_SHIFT) + 1] - from;
            long first = Swar.shiftedToEnd(Swar.word(bytes, from), length);
            long last = Swar.wordBeyondFirst(bytes, from, length);
            long hash = hash(first, last) * table[node];
            int slot = node + NODE_HEAD + SLOT * (int) (hash >>> table[node + 1]);
            long difference = (table[slot] ^ first) | (table[slot + 1] ^ last) | (table[slot + 2] ^ length);
            long targets = table[slot + 3];
            if (difference != 0) {
                next = (int) (targets >>> 32);
            } else {
                next = isShortAt(table, slot + 4, bytes, bounds) ? (int) targets : NOWHERE;
            }
        }
        return next;
    }

    /** Whether the literal of up to eight bytes that the table holds at {@code at} is the segment that it names. */
    private static boolean isShortAt(long[] table, int at, byte[] bytes, int[] bounds) {
        int segment = (int) table[at + 3];
        int from = bounds[segment] + 1;
        long difference = (Swar.word(bytes, from) & table[at + 1]) ^ table[at];
        return (difference | ((bounds[segment + 1] - from) ^ table[at + 2])) == 0;
    }

    /** A node multiplies this and keeps the highest bits; the processor searches its multiplier with the same function. */
    static long hash(long first, long last) {
        return first ^ Long.rotateLeft(last, 23);
    }

    private int firstMatch(int list, RequestPath path) {
        int at = list;
        while (lists[at] != NOT_FOUND && !patterns[lists[at]].matches(path)) {
            at++;
        }
        return lists[at];
    }
}
