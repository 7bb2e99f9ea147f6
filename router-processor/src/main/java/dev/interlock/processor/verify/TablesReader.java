package dev.interlock.processor.verify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.processor.model.Dfa;
import dev.interlock.processor.model.PathTemplate.CatchAll;
import dev.interlock.processor.model.PathTemplate.Constraint;
import dev.interlock.processor.model.PathTemplate.Literal;
import dev.interlock.processor.model.PathTemplate.Segment;
import dev.interlock.processor.model.PathTemplate.Variable;
import dev.interlock.processor.verify.Tables.Lead;
import dev.interlock.processor.verify.Tables.Node;
import dev.interlock.processor.verify.Tables.Pair;
import dev.interlock.processor.verify.Tables.RouteClass;
import dev.interlock.processor.verify.Tables.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads the text of the tables. Rejects a text that the runtime would reject. Also rejects tables that a lookup cannot
 * use.
 */
final class TablesReader {
    private static final int MOST_BITS = 28;
    private static final int LAST_SEED = 2_047;
    /** Largest index of a segment that the runtime's tables can hold. */
    private static final int LAST_SEGMENT = 127;

    private final Map<String, List<List<String>>> lines = new LinkedHashMap<>();
    private final List<Dfa> automata = new ArrayList<>();
    private final List<List<Segment>> patterns = new ArrayList<>();

    private TablesReader() {}

    static Tables read(String text) throws MalformedTables {
        try {
            return new TablesReader().tables(text);
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new MalformedTables(
                    "a word of the table is not a number, or is the number of a missing line: " + e.getMessage());
        }
    }

    private Tables tables(String text) throws MalformedTables {
        for (String line : text.replace("\n ", " ").split("\n", -1)) {
            List<String> words = Arrays.asList(line.split(" ", -1));
            if (!line.isEmpty()) {
                check(!words.contains(""), "a word of the table is empty: " + line);
                lines.computeIfAbsent(words.get(0), kind -> new ArrayList<>()).add(words.subList(1, words.size()));
            }
        }
        Set<String> known = Set.of("table", "lead", "dfa", "route", "list", "node", "row", "class");
        check(known.containsAll(lines.keySet()), "the table has a line of an unknown kind");
        List<String> table = only("table", 2);
        int methods = number(table.get(0));
        int depth = number(table.get(1));
        check(methods > 0 && depth >= 0, "the head of the table is out of range");
        for (List<String> words : of("dfa")) {
            automata.add(AutomatonText.read(word(words)));
        }
        for (List<String> words : of("route")) {
            patterns.add(pattern(word(words)));
        }
        List<List<Integer>> lists = new ArrayList<>();
        for (List<String> words : of("list")) {
            lists.add(numbers(words));
        }
        for (List<Integer> list : lists) {
            check(list.stream().allMatch(route -> route >= 0 && route < patterns.size()), "a list has no such route");
        }
        Lead lead = lead();
        List<RouteClass> classes = classes(methods, lead.keyBytes());
        Tables tables = new Tables(methods, depth, lead, automata, patterns, lists, nodes(), rows(depth), classes);
        check(tables.classes().size() > Tables.OTHER_KEY + 1, "the table lacks a class");
        checkTargets(tables);
        checkKeys(tables);
        return tables;
    }

    private List<List<String>> of(String kind) {
        return lines.getOrDefault(kind, List.of());
    }

    private List<String> only(String kind, int words) throws MalformedTables {
        List<List<String>> all = of(kind);
        check(
                all.size() == 1 && all.get(0).size() == words,
                "the table does not have exactly one line \"" + kind + "\"");
        return all.get(0);
    }

    private static String word(List<String> words) throws MalformedTables {
        check(words.size() == 1, "a line does not have exactly one word: " + words);
        return words.get(0);
    }

    static void check(boolean condition, String message) throws MalformedTables {
        if (!condition) {
            throw new MalformedTables(message);
        }
    }

    private static int number(String text) {
        return Integer.parseInt(text);
    }

    private static List<Integer> numbers(List<String> words) {
        return words.stream().map(TablesReader::number).toList();
    }

    private static int bits(String text) throws MalformedTables {
        int bits = number(text);
        check(bits >= 0 && bits <= MOST_BITS, "a number of slots is out of range: " + text);
        return bits;
    }

    /** Reads a seed. The seed of a table with a single slot is 0. */
    private static int seed(String text, int bits) throws MalformedTables {
        int seed = number(text);
        check(seed >= 0 && seed <= (bits == 0 ? 0 : LAST_SEED), "a seed is out of range: " + text);
        return seed;
    }

    private static int segmentNumber(String text) throws MalformedTables {
        int segment = number(text);
        check(segment >= 0 && segment <= LAST_SEGMENT, "the number of a segment is out of range: " + text);
        return segment;
    }

    private Lead lead() throws MalformedTables {
        List<String> words = only("lead", 4);
        String prefix = decode(words.get(0));
        check(
                prefix.startsWith("/") && prefix.endsWith("/") && bytes(prefix) <= Long.BYTES && !prefix.contains("//"),
                "the common beginning of paths is not whole segments of at most eight bytes: " + prefix);
        List<FixedText> segments = prefix.length() == 1
                ? List.of()
                : Arrays.stream(prefix.substring(1, prefix.length() - 1).split("/", -1))
                        .map(FixedText::of)
                        .toList();
        int keyWords = number(words.get(1));
        check(keyWords == 1 || keyWords == 2, "keys have neither one word nor two");
        int bits = bits(words.get(2));
        return new Lead(segments, keyWords * Long.BYTES, bits, seed(words.get(3), bits));
    }

    private static int bytes(String text) {
        return text.getBytes(UTF_8).length;
    }

    private List<Segment> pattern(String text) throws MalformedTables {
        check(text.startsWith("/"), "a pattern does not begin with a slash: " + text);
        List<Segment> segments = new ArrayList<>();
        String[] parts = text.substring(1).split("/", -1);
        for (int i = 0; i < parts.length; i++) {
            boolean last = i == parts.length - 1;
            segments.add(last && parts[i].equals("{*}") ? new CatchAll("") : segment(parts[i]));
        }
        return segments;
    }

    private Segment segment(String text) throws MalformedTables {
        int open = text.indexOf('{');
        if (open < 0) {
            return new Literal(decode(text));
        }
        int close = text.indexOf('}', open);
        check(close > 0, "no brace closes a variable: " + text);
        String number = text.substring(open + 1, close);
        Optional<Constraint> constraint = number.isEmpty()
                ? Optional.empty()
                : Optional.of(new Constraint(number, automata.get(Integer.parseInt(number))));
        return new Variable("", decode(text.substring(0, open)), decode(text.substring(close + 1)), constraint);
    }

    private List<Node> nodes() throws MalformedTables {
        List<Node> nodes = new ArrayList<>();
        for (List<String> words : of("node")) {
            nodes.add(node(words));
        }
        return nodes;
    }

    private static Node node(List<String> words) throws MalformedTables {
        check(words.size() >= 5, "a node lacks words");
        Map<Pair, Target> hits = new LinkedHashMap<>();
        Map<Integer, Target> exceptions = new TreeMap<>();
        int bits = bits(words.get(2));
        Node node = new Node(
                segmentNumber(words.get(0)),
                segmentNumber(words.get(1)),
                bits,
                seed(words.get(3), bits),
                hits,
                target(words.get(4)),
                exceptions);
        Set<Integer> slots = new HashSet<>();
        for (String word : words.subList(5, words.size())) {
            int tilde = word.indexOf('~');
            int equals = word.indexOf('=');
            if (tilde > 0) {
                int slot = number(word.substring(0, tilde));
                check(slot >= 0 && slot < (1 << node.bits()), "a node has no such slot: " + word);
                check(
                        exceptions.put(slot, target(word.substring(tilde + 1))) == null,
                        "a node has two exceptions for one slot: " + word);
            } else {
                Pair pair = pair(word.substring(0, equals));
                check(
                        node.one() != node.other() || pair.one().equals(pair.other()),
                        "a node compares one segment with two texts: " + word);
                hits.put(pair, target(word.substring(equals + 1)));
                check(slots.add(node.slot(pair)), "two texts of a node share a slot: " + word);
            }
        }
        return node;
    }

    private static Pair pair(String word) throws MalformedTables {
        int bar = word.indexOf('|');
        FixedText one = FixedText.of(decode(word.substring(0, bar)));
        FixedText other = FixedText.of(decode(word.substring(bar + 1)));
        check(!one.isEmpty() && !other.isEmpty(), "a node compares with no text: " + word);
        checkLiteral(one);
        checkLiteral(other);
        return new Pair(one, other);
    }

    /**
     * Rejects a literal with a slash or NUL. At an empty segment, a lookup compares the bytes after the segment. These
     * bytes begin with a slash, or are zeros if the path ends there. They must not be equal to a literal.
     */
    private static void checkLiteral(FixedText text) throws MalformedTables {
        check(
                text.text().indexOf('/') < 0 && text.text().indexOf(0) < 0,
                "a literal has a slash or NUL: " + text.text());
    }

    private static Target target(String text) throws MalformedTables {
        if (text.equals("-")) {
            return new Target.Nowhere();
        }
        int number = Integer.parseInt(text.substring(1));
        check(number >= 0, "no place in the table: " + text);
        return switch (text.charAt(0)) {
            case 'r' -> new Target.Found(number);
            case 'l' -> new Target.FirstOf(number);
            case 'n' -> new Target.Step(number);
            default -> throw new MalformedTables("no place in the table: " + text);
        };
    }

    private List<List<Target>> rows(int depth) throws MalformedTables {
        List<List<Target>> rows = new ArrayList<>();
        for (List<String> words : of("row")) {
            check(words.size() == depth + 2, "a row does not have one tree for each number of segments");
            List<Target> row = new ArrayList<>();
            for (String word : words) {
                row.add(target(word));
            }
            rows.add(row);
        }
        return rows;
    }

    private List<RouteClass> classes(int methods, int keyBytes) throws MalformedTables {
        List<RouteClass> classes = new ArrayList<>();
        for (List<String> words : of("class")) {
            check(words.size() == methods + 1, "a class does not have one row for each method");
            String key = words.get(0).equals("*") ? "" : new String(bytesOf(words.get(0)), ISO_8859_1);
            check(key.length() <= keyBytes, "a key is too long: " + words.get(0));
            // A lookup pads short keys with NUL, so a key must not contain NUL.
            check(key.indexOf(0) < 0, "a key has a NUL: " + words.get(0));
            classes.add(new RouteClass(key, key.length() < keyBytes, numbers(words.subList(1, words.size()))));
        }
        return classes;
    }

    private static void checkTargets(Tables tables) throws MalformedTables {
        List<Target> all = new ArrayList<>();
        tables.rows().forEach(all::addAll);
        for (Node node : tables.nodes()) {
            all.add(node.miss());
            all.addAll(node.hits().values());
            all.addAll(node.exceptions().values());
        }
        for (Target target : all) {
            check(exists(target, tables), "the table has no such place: " + target);
        }
        for (RouteClass routeClass : tables.classes()) {
            check(
                    routeClass.rows().stream()
                            .allMatch(row -> row >= 0 && row < tables.rows().size()),
                    "a class has no such row");
        }
    }

    private static boolean exists(Target target, Tables tables) {
        if (target instanceof Target.Found found) {
            return found.route() < tables.patterns().size();
        }
        if (target instanceof Target.FirstOf list) {
            return list.list() < tables.lists().size();
        }
        return !(target instanceof Target.Step step)
                || step.node() < tables.nodes().size();
    }

    private static void checkKeys(Tables tables) throws MalformedTables {
        Lead lead = tables.lead();
        Set<Integer> slots = new HashSet<>();
        for (int i = 0; i < tables.classes().size(); i++) {
            RouteClass routeClass = tables.classes().get(i);
            boolean keyed = i > Tables.OTHER_KEY && i < tables.emptySegments();
            check(keyed == routeClass.keyed(), "class " + i + (keyed ? " lacks a key" : " has a key"));
            int slot = Tables.slot(hash(routeClass.key()), lead.bits(), lead.seed());
            check(!keyed || slots.add(slot), "the keys of two classes share a slot");
        }
    }

    /** Returns the hash of the two words of a key. The first byte of each word is the lowest byte. */
    private static long hash(String key) {
        long first = 0;
        long second = 0;
        for (int i = key.length() - 1; i >= 0; i--) {
            if (i < Long.BYTES) {
                first = (first << Byte.SIZE) | key.charAt(i);
            } else {
                second = (second << Byte.SIZE) | key.charAt(i);
            }
        }
        return FixedText.mix(first, second);
    }

    private static String decode(String text) throws MalformedTables {
        byte[] bytes = bytesOf(text);
        String decoded = new String(bytes, UTF_8);
        check(Arrays.equals(decoded.getBytes(UTF_8), bytes), "a text is not UTF-8: " + text);
        return decoded;
    }

    /** Returns the decoded bytes of a percent-encoded text. */
    private static byte[] bytesOf(String text) throws MalformedTables {
        byte[] bytes = new byte[text.length()];
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                check(i + 2 < text.length(), "a text ends within an escape: " + text);
                c = (char) Integer.parseInt(text.substring(i + 1, i + 3), 16);
                i += 2;
            }
            bytes[length++] = (byte) c;
        }
        return Arrays.copyOf(bytes, length);
    }
}
