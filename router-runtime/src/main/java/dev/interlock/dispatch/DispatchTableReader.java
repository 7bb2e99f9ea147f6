package dev.interlock.dispatch;

import dev.interlock.bytes.Percent;
import dev.interlock.bytes.Slice;
import dev.interlock.bytes.Swar;
import dev.interlock.dispatch.RoutePattern.SegmentPattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringTokenizer;

/**
 * Reads the text that the processor writes: lines of words, each of which says in its first word what it is.
 *
 * <pre>{@code
 * table METHODS DEPTH                       the size of the roots, first of all lines
 * dfa STATE|STATE ...                       an automaton: * if accepting, then FIRST-LAST>TARGET, ... in hexadecimal
 * route /a/{}/v{0}.json/{*}                 a pattern: {} any, {0} as automaton 0 says, {*} the rest; literals are
 *                                           percent-encoded
 * list ROUTE ROUTE ...                      routes to be tried in order
 * node SEGMENT BITS MULTIPLIER MISS LITERAL=TARGET LITERAL&SEGMENT:LITERAL=TARGET ... SLOT~MISS ...
 *                                           a node with 1 << BITS slots, and where a segment leads that is none of its
 *                                           literals, with exceptions by slot; a literal may go with one of another
 *                                           segment
 * root ROW COUNT TARGET                     the tree for a row and a number of segments
 * }</pre>
 *
 * <p>A line that begins with a space continues the one before. Routes, lists, nodes and automata are numbered from 0 in the order of their lines. A target is {@code r}, {@code l}
 * or {@code n} with such a number, or {@code -}.
 */
final class DispatchTableReader {
    /** The length of a slot's literal where there is none. */
    private static final int FREE = -1;

    private final List<SegmentDfa> automata = new ArrayList<>();
    private final List<RoutePattern> patterns = new ArrayList<>();
    private final List<String> nodeLines = new ArrayList<>();
    private final List<String> rootLines = new ArrayList<>();
    private final List<Integer> lists = new ArrayList<>();
    private final List<Integer> listStarts = new ArrayList<>();
    private int methods;
    private int depth;
    private int[] nodeStarts = {};
    private int[] nodeSegments = {};
    private long[] nodes = {};

    DispatchTable read(String... pieces) {
        for (String line : String.join("", pieces).replace("\n ", " ").split("\n", -1)) {
            collect(line);
        }
        placeNodes();
        for (int i = 0; i < nodeStarts.length; i++) {
            fillNode(nodeStarts[i], words(nodeLines.get(i)));
        }
        int[] roots = new int[2 * methods * (depth + 2)];
        for (String line : rootLines) {
            StringTokenizer words = words(line);
            roots[number(words) * (depth + 2) + number(words)] = target(words.nextToken());
        }
        return new DispatchTable(
                methods,
                depth,
                roots,
                nodes,
                lists.stream().mapToInt(Integer::intValue).toArray(),
                patterns.toArray(new RoutePattern[0]));
    }

    private void collect(String line) {
        if (line.isBlank()) {
            return;
        }
        StringTokenizer words = new StringTokenizer(line, " ");
        switch (words.nextToken()) {
            case "table" -> {
                methods = number(words);
                depth = number(words);
            }
            case "dfa" -> automata.add(DfaReader.read(words.nextToken()));
            case "route" -> patterns.add(pattern(words.nextToken()));
            case "list" -> collectList(words);
            case "node" -> nodeLines.add(line);
            case "root" -> rootLines.add(line);
            default -> throw new IllegalArgumentException("not a line of a dispatch table: " + line);
        }
    }

    private void collectList(StringTokenizer words) {
        listStarts.add(lists.size());
        while (words.hasMoreTokens()) {
            lists.add(number(words));
        }
        lists.add(DispatchTable.NOT_FOUND);
    }

    private RoutePattern pattern(String text) {
        String[] parts = text.substring(1).split("/", -1);
        boolean catchAll = parts[parts.length - 1].equals("{*}");
        SegmentPattern[] segments = new SegmentPattern[catchAll ? parts.length - 1 : parts.length];
        for (int i = 0; i < segments.length; i++) {
            segments[i] = segment(parts[i]);
        }
        return new RoutePattern(segments, catchAll);
    }

    private SegmentPattern segment(String text) {
        int open = text.indexOf('{');
        if (open < 0) {
            return new SegmentPattern(decode(text), null, null);
        }
        int close = text.indexOf('}');
        String constraint = text.substring(open + 1, close);
        return new SegmentPattern(
                decode(text.substring(0, open)),
                decode(text.substring(close + 1)),
                constraint.isEmpty() ? null : automata.get(Integer.parseInt(constraint)));
    }

    private void placeNodes() {
        nodeStarts = new int[nodeLines.size()];
        nodeSegments = new int[nodeLines.size()];
        // Index 0 stays unused, so that no node is DispatchTable.NOWHERE.
        int at = 1;
        for (int i = 0; i < nodeStarts.length; i++) {
            nodeStarts[i] = at;
            StringTokenizer words = words(nodeLines.get(i));
            nodeSegments[i] = number(words);
            at += DispatchTable.NODE_HEAD + (DispatchTable.SLOT << number(words));
        }
        nodes = new long[at];
    }

    private void fillNode(int node, StringTokenizer words) {
        int segment = number(words);
        int bits = number(words);
        int shift = Long.SIZE - bits;
        nodes[node] = Long.parseUnsignedLong(words.nextToken(), 16);
        nodes[node + 1] = shift;
        long miss = (long) target(words.nextToken()) << 32;
        int slots = node + DispatchTable.NODE_HEAD;
        for (int slot = slots; slot < slots + (DispatchTable.SLOT << bits); slot += DispatchTable.SLOT) {
            nodes[slot + 2] = FREE;
            nodes[slot + 3] = miss;
        }
        while (words.hasMoreTokens()) {
            String word = words.nextToken();
            int exception = word.indexOf('~');
            if (exception > 0) {
                int slot = slots + DispatchTable.SLOT * Integer.parseInt(word, 0, exception, 10);
                nodes[slot + 3] = (long) target(word.substring(exception + 1)) << 32;
            } else {
                fillSlot(node, segment, word);
            }
        }
    }

    private void fillSlot(int node, int segment, String word) {
        int equals = word.indexOf('=');
        int and = word.indexOf('&');
        byte[] text = decode(word.substring(0, and < 0 ? equals : and));
        long hash = DispatchTable.hash(first(text), last(text)) * nodes[node];
        int slot = node + DispatchTable.NODE_HEAD + DispatchTable.SLOT * (int) (hash >>> nodes[node + 1]);
        if (nodes[slot + 2] != FREE) {
            throw new IllegalArgumentException("two literals of a node share a slot: " + word);
        }
        nodes[slot] = first(text);
        nodes[slot + 1] = last(text);
        nodes[slot + 2] = text.length;
        nodes[slot + 3] |= target(word.substring(equals + 1)) & 0xffffffffL;
        int colon = word.indexOf(':');
        byte[] companion = and < 0 ? text : decode(word.substring(colon + 1, equals));
        fillCompanion(slot + 4, companion, and < 0 ? segment : Integer.parseInt(word, and + 1, colon, 10));
    }

    /** The text, or of one longer than a word, which was compared already, its length alone. */
    private void fillCompanion(int at, byte[] text, int segment) {
        if (text.length <= Long.BYTES) {
            long padded = Swar.word(Arrays.copyOf(text, Long.BYTES), 0);
            nodes[at] = padded;
            nodes[at + 1] = Swar.first(-1L, text.length);
        }
        nodes[at + 2] = text.length;
        nodes[at + 3] = segment;
    }

    private static long first(byte[] text) {
        return Swar.shiftedToEnd(Swar.word(Arrays.copyOf(text, Math.max(Long.BYTES, text.length)), 0), text.length);
    }

    private static long last(byte[] text) {
        return Swar.wordBeyondFirst(Arrays.copyOf(text, Math.max(Long.BYTES, text.length)), 0, text.length);
    }

    private int target(String text) {
        if (text.equals("-")) {
            return DispatchTable.NOWHERE;
        }
        int number = Integer.parseInt(text, 1, text.length(), 10);
        return switch (text.charAt(0)) {
            case 'r' -> ~number;
            case 'l' -> ~(patterns.size() + listStarts.get(number));
            case 'n' -> (nodeSegments[number] << DispatchTable.SEGMENT_SHIFT) | nodeStarts[number];
            default -> throw new IllegalArgumentException("not a target: " + text);
        };
    }

    private static byte[] decode(String text) {
        byte[] encoded = Slice.of(text).toByteArray();
        byte[] decoded = new byte[encoded.length];
        int length = Percent.decode(encoded, 0, encoded.length, decoded, 0);
        return Arrays.copyOf(decoded, length);
    }

    private static StringTokenizer words(String line) {
        StringTokenizer words = new StringTokenizer(line, " ");
        words.nextToken();
        return words;
    }

    private static int number(StringTokenizer words) {
        return Integer.parseInt(words.nextToken());
    }
}
