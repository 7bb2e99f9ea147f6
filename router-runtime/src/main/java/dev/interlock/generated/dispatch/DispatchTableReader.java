package dev.interlock.generated.dispatch;

import dev.interlock.bytes.Slice;
import dev.interlock.generated.dispatch.RoutePattern.SegmentPattern;
import dev.interlock.internal.automaton.Dfa;
import dev.interlock.internal.automaton.DfaReader;
import dev.interlock.internal.bytes.Percent;
import dev.interlock.internal.bytes.Swar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringTokenizer;

/**
 * Reads the text that the processor writes. It consists of lines of words; the first word of a line is its kind.
 *
 * <pre>{@code
 * table METHODS DEPTH                       the number of methods, and the largest number of segments of a route
 * lead PREFIX WORDS BITS SEED               the prefix of most paths, and 1 << BITS slots for the keys after it, which
 *                                           have one word or two
 * dfa STATE|STATE ...                       an automaton. A state is * if accepting, then FIRST-LAST>TARGET, ... in
 *                                           hexadecimal
 * route /a/{}/v{0}.json/{*}                 a pattern: {} any text, {0} text that automaton 0 accepts, {*} the rest.
 *                                           Literals are percent-encoded
 * list ROUTE ROUTE ...                      routes to be tried in order
 * node SEGMENT SEGMENT BITS SEED MISS LITERAL|LITERAL=TARGET ... SLOT~MISS ...
 *                                           a node with 1 << BITS slots. MISS is the target for two segments that match
 *                                           none of its literals; SLOT~MISS replaces it for one slot. The seed is 0 if
 *                                           there is one slot
 * row TARGET TARGET ...                     the trees for 0, 1 ... segments; the last is for paths with more segments
 *                                           than any route
 * class KEY ROW ROW ...                     the rows of a class by method. The key of the first two classes is *: they
 *                                           are for paths with another prefix and with an unknown key. So is the key of
 *                                           the last class, which is for paths with an empty segment
 * }</pre>
 *
 * <p>A line that begins with a space continues the line before it. Routes, lists, nodes, rows and automata are numbered
 * from 0 in the order of their lines. A target is {@code r}, {@code l} or {@code n} with the number of a route, list or
 * node, or {@code -} for no route.
 */
final class DispatchTableReader {
    /**
     * First word of a slot without a literal. The second word is not 0. No literal has these two words: if its second
     * word is not 0, its first word is not 0, either.
     */
    private static final long FREE_FIRST = 0;

    private static final long FREE_SECOND = -1;
    /** Base-2 logarithm of the largest number of slots that fits an array. */
    private static final int MOST_BITS = 28;

    private final List<Dfa> automata = new ArrayList<>();
    private final List<RoutePattern> patterns = new ArrayList<>();
    private final List<String> nodeLines = new ArrayList<>();
    private final List<String> rowLines = new ArrayList<>();
    private final List<String> classLines = new ArrayList<>();
    private final List<Integer> lists = new ArrayList<>();
    private final List<Integer> listStarts = new ArrayList<>();
    private Lead lead = new Lead(new byte[] {'/'}, false, 0, 0);
    private int methods;
    private int depth;
    private long[] nodeTargets = {};
    private long[] nodes = {};

    DispatchTable read(String... pieces) {
        for (String line : String.join("", pieces).replace("\n ", " ").split("\n", -1)) {
            collect(line);
        }
        placeNodes();
        for (int i = 0; i < nodeTargets.length; i++) {
            fillNode(nodeTargets[i], words(nodeLines.get(i)));
        }
        return new DispatchTable(
                lead, methods, depth, starts(), roots(), nodes, ints(lists), patterns.toArray(new RoutePattern[0]));
    }

    private static int[] ints(List<Integer> numbers) {
        int[] ints = new int[numbers.size()];
        for (int i = 0; i < ints.length; i++) {
            ints[i] = numbers.get(i);
        }
        return ints;
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
            case "row" -> rowLines.add(line);
            case "class" -> classLines.add(line);
            case "lead" -> lead = lead(words);
            default -> throw new IllegalArgumentException("not a line of a dispatch table: " + line);
        }
    }

    private static Lead lead(StringTokenizer words) {
        byte[] prefix = decode(words.nextToken());
        int keyWords = number(words);
        if (keyWords != 1 && keyWords != 2) {
            throw new IllegalArgumentException("keys have neither one word nor two: " + keyWords);
        }
        int bits = bits(words);
        return new Lead(prefix, keyWords == 2, bits, seed(words, bits));
    }

    private void putKey(String text, int number) {
        byte[] key = text.equals("*") ? new byte[0] : literal(text);
        if (key.length > 0 && !lead.put(key, number)) {
            throw new IllegalArgumentException("a key is too long, or two share a slot: " + text);
        }
    }

    private int[] starts() {
        int[] starts = new int[classLines.size() * methods];
        int at = 0;
        for (int i = 0; i < classLines.size(); i++) {
            StringTokenizer words = words(classLines.get(i));
            putKey(words.nextToken(), i);
            for (int method = 0; method < methods; method++) {
                starts[at++] = number(words, rowLines.size() - 1) * (depth + 2);
            }
        }
        return starts;
    }

    private long[] roots() {
        long[] roots = new long[rowLines.size() * (depth + 2)];
        int at = 0;
        for (String line : rowLines) {
            StringTokenizer words = words(line);
            for (int count = 0; count < depth + 2; count++) {
                roots[at++] = target(words.nextToken());
            }
        }
        return roots;
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
        nodeTargets = new long[nodeLines.size()];
        // Index 0 stays unused, so that no node is DispatchTable.NOWHERE.
        int at = 1;
        for (int i = 0; i < nodeTargets.length; i++) {
            StringTokenizer words = words(nodeLines.get(i));
            long one = segment(words);
            long other = segment(words);
            int bits = bits(words);
            nodeTargets[i] = at
                    | (one << DispatchTable.ONE)
                    | (other << DispatchTable.OTHER)
                    | ((long) shift(bits) << DispatchTable.SHIFT)
                    | ((long) seed(words, bits) << DispatchTable.SEED);
            at = Math.addExact(at, Math.multiplyExact(DispatchTable.SLOT, 1 << bits));
        }
        nodes = new long[at];
    }

    /**
     * Returns the distance by which a node shifts the product of a hash and its multiplier, so that {@code bits} bits
     * remain. A node with one slot has the multiplier 0, so this product is 0 whatever the distance.
     */
    private static int shift(int bits) {
        return bits == 0 ? 0 : Long.SIZE - bits;
    }

    private void fillNode(long node, StringTokenizer words) {
        segment(words);
        segment(words);
        int bits = bits(words);
        seed(words, bits);
        long miss = target(words.nextToken());
        for (int number = 0; number < 1 << bits; number++) {
            int slot = slot(node, number);
            nodes[slot] = FREE_FIRST;
            nodes[slot + 1] = FREE_SECOND;
            nodes[slot + DispatchTable.MISS] = miss;
        }
        while (words.hasMoreTokens()) {
            String word = words.nextToken();
            int exception = word.indexOf('~');
            if (exception > 0) {
                int slot = slot(node, slotNumber(word.substring(0, exception), bits));
                nodes[slot + DispatchTable.MISS] = target(word.substring(exception + 1));
            } else {
                fillSlot(node, word);
            }
        }
    }

    private static int slotNumber(String text, int bits) {
        return number(new StringTokenizer(text), (1 << bits) - 1);
    }

    private void fillSlot(long node, String word) {
        int equals = word.indexOf('=');
        int bar = word.indexOf('|');
        byte[] one = literal(word.substring(0, bar));
        byte[] other = literal(word.substring(bar + 1, equals));
        int slot = DispatchTable.slot(node, DispatchTable.hash(hash(one), hash(other)));
        if (nodes[slot + 1] != FREE_SECOND || nodes[slot] != FREE_FIRST) {
            throw new IllegalArgumentException("two literals of a node share a slot: " + word);
        }
        nodes[slot] = first(one);
        nodes[slot + 1] = beyondFirst(one);
        nodes[slot + 2] = first(other);
        nodes[slot + 3] = beyondFirst(other);
        nodes[slot + DispatchTable.HIT] = target(word.substring(equals + 1));
    }

    /**
     * Returns the bytes of a literal or a key, which must not contain a slash or NUL: a lookup pads short keys with
     * zeros, and in place of an empty segment, it reads a slash, or zeros at the end of the path.
     */
    private static byte[] literal(String text) {
        byte[] literal = decode(text);
        for (byte each : literal) {
            if (each == '/' || each == 0) {
                throw new IllegalArgumentException("a literal has a slash or NUL: " + text);
            }
        }
        return literal;
    }

    private static int slot(long node, int number) {
        return (int) node + DispatchTable.SLOT * number;
    }

    private static long hash(byte[] text) {
        return DispatchTable.hash(first(text), beyondFirst(text));
    }

    private static long first(byte[] text) {
        return Swar.shiftedToEnd(Swar.word(Arrays.copyOf(text, Math.max(Long.BYTES, text.length)), 0), text.length);
    }

    private static long beyondFirst(byte[] text) {
        return Swar.beyondFirst(Arrays.copyOf(text, Math.max(Long.BYTES, text.length)), 0, text.length);
    }

    private long target(String text) {
        if (text.equals("-")) {
            return DispatchTable.NOWHERE;
        }
        int number = Integer.parseInt(text, 1, text.length(), 10);
        return switch (text.charAt(0)) {
            case 'r' -> ~(long) number;
            case 'l' -> ~(long) (patterns.size() + listStarts.get(number));
            case 'n' -> nodeTargets[number];
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

    private static int segment(StringTokenizer words) {
        return number(words, DispatchTable.LAST_SEGMENT);
    }

    private static int bits(StringTokenizer words) {
        return number(words, MOST_BITS);
    }

    /** Reads the seed of a node. The seed of a node with one slot must be 0, so that every lookup finds that slot. */
    private static int seed(StringTokenizer words, int bits) {
        return number(words, bits == 0 ? 0 : DispatchTable.LAST_SEED);
    }

    private static int number(StringTokenizer words, int most) {
        int number = number(words);
        if (number < 0 || number > most) {
            throw new IllegalArgumentException("not a number from 0 to " + most + ": " + number);
        }
        return number;
    }

    private static int number(StringTokenizer words) {
        return Integer.parseInt(words.nextToken());
    }
}
