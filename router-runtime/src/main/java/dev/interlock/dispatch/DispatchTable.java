package dev.interlock.dispatch;

import dev.interlock.bytes.Swar;

/**
 * The routes of an application as tables, computed at compile time and never changed.
 *
 * <p>There is a decision tree for each method and number of segments. A node looks at one segment, the one that tells
 * most of its routes apart, hashes it without collision among the literals that stand there, and compares it with the
 * one it may be; a leaf is a route, nothing, or a few routes to be tried in the order of their rank. A lookup therefore
 * touches few segments, never goes back, and takes a number of steps that does not depend on what clients send.
 *
 * <p>A record, because the JIT compiler takes the fields of a constant record for constants. Safe for use by several
 * threads, each with a {@link RequestPath} of its own.
 *
 * @param methods rows of {@code roots} for each of the two kinds of paths: at first those without empty segments
 * @param depth the most segments of any route
 * @param roots the tree for a row and a number of segments, at {@code row * (depth + 2) + count}
 * @param nodes see {@link #find}
 * @param lists runs of route numbers, each ended by {@link #NOT_FOUND}
 * @param patterns the routes' patterns by route number
 */
public record DispatchTable(
        int methods, int depth, int[] roots, long[] nodes, int[] lists, RoutePattern[] patterns) {
    /** No route of the method has the path. */
    public static final int NOT_FOUND = -1;

    /** No request may have the path: see {@link RequestPath}. */
    public static final int BAD_PATH = -2;

    /** Spreads the second word of a long literal before it joins the first. */
    static final long SECOND_WORD = 0x9E3779B97F4A7C15L;

    /** Longs before the slots of a node: multiplier; segment number and shift. */
    static final int NODE_HEAD = 2;
    /** Longs of a slot: first word; last word if longer than that; length; targets if equal and if not. */
    static final int SLOT = 4;
    /** The target that is no route. A target above is a node, one below the complement of a leaf. */
    static final int NOWHERE = 0;

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
            int head = (int) table[next + 1];
            int segment = head >>> 8;
            int from = bounds[segment] + 1;
            int length = bounds[segment + 1] - from;
            long first = Swar.first(Swar.word(bytes, from), length);
            long last = length > Long.BYTES ? Swar.word(bytes, from + length - Long.BYTES) : 0;
            int slot = next + NODE_HEAD + SLOT * (int) (hash(first, last) * table[next] >>> head);
            long difference = (table[slot] ^ first) | (table[slot + 1] ^ last) | (table[slot + 2] ^ length);
            long targets = table[slot + 3];
            next = difference == 0 ? (int) targets : (int) (targets >>> 32);
        }
        return next;
    }

    /** A node multiplies this and keeps the highest bits; the processor searches its multiplier with the same function. */
    static long hash(long first, long last) {
        return first ^ (last * SECOND_WORD);
    }

    private int firstMatch(int list, RequestPath path) {
        int at = list;
        while (lists[at] != NOT_FOUND && !patterns[lists[at]].matches(path)) {
            at++;
        }
        return lists[at];
    }
}
