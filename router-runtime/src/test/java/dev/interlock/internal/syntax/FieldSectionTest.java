package dev.interlock.internal.syntax;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.http.FieldLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

/** After any additions, replacements and removals, a field section has the same fields as a list of pairs. */
final class FieldSectionTest {
    private enum Kind {
        ADD,
        ADD_LINE,
        SET,
        SET_LINE,
        ADD_IF_ABSENT,
        ADD_IF_NEW,
        REMOVE,
        REMOVE_ALL,
        CLEAR
    }

    private record Change(Kind kind, String name, String value) {}

    private record Pair(String name, String value) {
        boolean hasName(String other) {
            return name.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
        }

        boolean describesTheRepresentation() {
            return hasName("etag") || hasName("content-type");
        }
    }

    @Property
    void agreesWithListOfPairs(@ForAll("changes") List<Change> changes) {
        FieldSection section = new FieldSection();
        List<Pair> expected = new ArrayList<>();
        for (Change change : changes) {
            apply(change, section);
            apply(change, expected);
            assertThat(pairs(section)).isEqualTo(expected);
            assertThat(section.isEmpty()).isEqualTo(expected.isEmpty());
        }
        ByteWriter lines = new ByteWriter(0);
        section.appendLines(lines);
        StringBuilder text = new StringBuilder();
        expected.forEach(pair ->
                text.append(pair.name()).append(": ").append(pair.value()).append("\r\n"));
        assertThat(lines.toString()).isEqualTo(text.toString());
        assertThat(section.toString()).isEqualTo(text.toString());
    }

    @Test
    void rejectsIndexOutsideSection() {
        FieldSection section = new FieldSection();
        section.add("a", "b");
        assertThrows(IndexOutOfBoundsException.class, () -> section.nameFrom(1));
        assertThrows(IndexOutOfBoundsException.class, () -> section.nameTo(-1));
        assertThrows(IndexOutOfBoundsException.class, () -> section.valueFrom(1));
        assertThrows(IndexOutOfBoundsException.class, () -> section.valueTo(1));
    }

    @Test
    void fieldLineHasNameAndValue() {
        FieldLine line = FieldLine.of("Link", "<\u00fc>; rel=preload");
        assertThat(line.name()).isEqualTo("Link");
        assertThat(line.value()).isEqualTo("<\u00fc>; rel=preload");
        assertThat(line.toString()).isEqualTo("Link: <\u00fc>; rel=preload");
        assertThat(FieldLine.of("x", "").value()).isEmpty();
    }

    private static void apply(Change change, FieldSection section) {
        String name = change.name();
        String value = change.value();
        switch (change.kind()) {
            case ADD -> section.add(name, value);
            case ADD_LINE -> section.add(FieldSection.encode(name, value), name.length());
            case SET -> section.set(name, value);
            case SET_LINE -> section.set(FieldSection.encode(name, value), name.length());
            case ADD_IF_ABSENT -> section.addIfAbsent(FieldSection.encode(name, value), name.length());
            case ADD_IF_NEW -> section.addIfNew(FieldSection.encode(name, value), name.length());
            case REMOVE -> section.remove(name);
            case REMOVE_ALL -> section.removeAll("etag", "content-type");
            case CLEAR -> section.clear();
        }
    }

    private static void apply(Change change, List<Pair> pairs) {
        Pair pair = new Pair(change.name(), change.value());
        switch (change.kind()) {
            case ADD, ADD_LINE -> pairs.add(pair);
            case SET, SET_LINE -> {
                pairs.removeIf(each -> each.hasName(pair.name()));
                pairs.add(pair);
            }
            case ADD_IF_ABSENT -> {
                if (pairs.stream().noneMatch(each -> each.hasName(pair.name()))) {
                    pairs.add(pair);
                }
            }
            case ADD_IF_NEW -> {
                if (!pairs.contains(pair)) {
                    pairs.add(pair);
                }
            }
            case REMOVE -> pairs.removeIf(each -> each.hasName(pair.name()));
            case REMOVE_ALL -> pairs.removeIf(Pair::describesTheRepresentation);
            case CLEAR -> pairs.clear();
        }
    }

    private static List<Pair> pairs(FieldSection section) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < section.size(); i++) {
            pairs.add(new Pair(
                    text(section, section.nameFrom(i), section.nameTo(i)),
                    text(section, section.valueFrom(i), section.valueTo(i))));
        }
        return pairs;
    }

    private static String text(FieldSection section, int from, int to) {
        return new String(section.bytes(), from, to - from, UTF_8);
    }

    @Provide
    Arbitrary<List<Change>> changes() {
        Arbitrary<Kind> kind = Arbitraries.frequency(
                Tuple.of(6, Kind.ADD),
                Tuple.of(3, Kind.ADD_LINE),
                Tuple.of(3, Kind.SET),
                Tuple.of(3, Kind.SET_LINE),
                Tuple.of(3, Kind.ADD_IF_ABSENT),
                Tuple.of(3, Kind.ADD_IF_NEW),
                Tuple.of(3, Kind.REMOVE),
                Tuple.of(1, Kind.REMOVE_ALL),
                Tuple.of(1, Kind.CLEAR));
        Arbitrary<String> name = Arbitraries.of("a", "A", "ab", "X-Id", "x-id", "ETag", "content-type", "Set-Cookie");
        Arbitrary<String> value = Arbitraries.of("", "1", "2", "\u00fc", ": ", "a, b", "x".repeat(300));
        return Combinators.combine(kind, name, value).as(Change::new).list().ofMaxSize(40);
    }
}
