package dev.interlock.processor.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Classes of routes by the first bytes of their paths. The runtime's {@code Lead} finds the class of a path.
 *
 * @param prefix literals of the first segments of most routes
 * @param words number of words in a key, one or two
 * @param keys first bytes of the literals after the prefix; each key has its own slot
 * @param hash assigns slots to the keys
 */
record Leads(List<Literal> prefix, int words, List<String> keys, SlotHash hash) {
    /** Largest number of bytes in a prefix, including its slashes. The prefix has to fit in one word. */
    private static final int LONGEST = Long.BYTES;
    /** A literal becomes a part of the prefix if at least four of five routes have it. */
    private static final int MOST_OF_FIVE = 4;
    /** Keys have two words if at least one of four literals has eight or more bytes. */
    private static final int LONG_OF = 4;

    static Leads of(List<Candidate> candidates) {
        List<Literal> prefix = new ArrayList<>();
        List<Candidate> inside = candidates;
        for (Literal next = common(inside, 0); fits(prefix, next); next = common(inside, prefix.size())) {
            Literal literal = next;
            int segment = prefix.size();
            prefix.add(literal);
            inside = inside.stream()
                    .filter(it -> it.literalAt(segment).filter(literal::equals).isPresent())
                    .toList();
        }
        int behind = prefix.size();
        List<Literal> literals =
                inside.stream().flatMap(it -> it.literalAt(behind).stream()).toList();
        long goOn = literals.stream().filter(it -> it.length() >= Long.BYTES).count();
        int words = goOn * LONG_OF >= literals.size() && goOn > 0 ? 2 : 1;
        List<String> keys =
                literals.stream().map(it -> it.key(words)).distinct().toList();
        SlotHash hash = SlotHash.of(keys.stream().map(Literal::hashOfKey).toList());
        Map<Integer, String> slots = new TreeMap<>();
        keys.forEach(key -> slots.putIfAbsent(hash.slot(Literal.hashOfKey(key)), key));
        return new Leads(List.copyOf(prefix), words, List.copyOf(slots.values()), hash);
    }

    private static boolean fits(List<Literal> prefix, Literal next) {
        Stream<Literal> literals = Stream.concat(prefix.stream(), Stream.of(next));
        int length = 1 + literals.mapToInt(it -> it.length() + 1).sum();
        return !next.isEmpty() && length <= LONGEST;
    }

    /**
     * Returns the literal that most candidates have at a segment. Returns the empty literal if too few candidates share
     * one.
     */
    private static Literal common(List<Candidate> candidates, int segment) {
        Map<Literal, Long> counts = candidates.stream()
                .filter(it -> it.segments() > segment + 1)
                .flatMap(it -> it.literalAt(segment).stream())
                .collect(Collectors.groupingBy(it -> it, LinkedHashMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .filter(it -> 5 * it.getValue() >= MOST_OF_FIVE * (long) candidates.size())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(Literal.of(""));
    }

    /** Returns the segments that need no further comparison if a path has the prefix and this key. */
    BitSet seen(String key) {
        BitSet seen = seen();
        // If the key has its full length, the literal may be longer than the key and must still be compared.
        seen.set(prefix.size(), key.length() < words * Long.BYTES);
        return seen;
    }

    /** Returns the segments that need no further comparison if a path has the prefix. */
    BitSet seen() {
        BitSet seen = new BitSet();
        seen.set(0, prefix.size());
        return seen;
    }

    /**
     * Returns the candidates that can match a path with the prefix. If a literal follows the prefix in the template,
     * the literal must fulfil the condition.
     */
    List<Candidate> inside(List<Candidate> candidates, Predicate<Literal> behind) {
        return candidates.stream()
                .filter(this::allowsPrefix)
                .filter(it -> it.literalAt(prefix.size()).map(behind::test).orElse(true))
                .toList();
    }

    private boolean allowsPrefix(Candidate candidate) {
        for (int i = 0; i < prefix.size(); i++) {
            if (!candidate.literalAt(i).map(prefix.get(i)::equals).orElse(true)) {
                return false;
            }
        }
        return true;
    }

    /** Returns the candidates that can match a path with the prefix and with none of the keys. */
    List<Candidate> otherKey(List<Candidate> candidates) {
        Set<String> known = new LinkedHashSet<>(keys);
        return inside(candidates, literal -> !known.contains(literal.key(words)));
    }

    /** Returns the line for the prefix and the keys in the format of the runtime's {@code DispatchTableReader}. */
    String line() {
        String bytes = prefix.stream().map(it -> it.text() + "/").collect(Collectors.joining("", "/", ""));
        return String.join(
                " ",
                "lead",
                PlanText.encodeBytes(bytes),
                Integer.toString(words),
                Integer.toString(hash.bits()),
                Integer.toString(hash.seed()));
    }
}
