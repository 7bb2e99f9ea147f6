package dev.interlock.processor.verify;

import dev.interlock.processor.model.PathTemplate.CatchAll;
import dev.interlock.processor.model.PathTemplate.Literal;
import dev.interlock.processor.model.PathTemplate.Segment;
import dev.interlock.processor.model.PathTemplate.Variable;
import dev.interlock.processor.model.Rank;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/**
 * Pairs of routes that are both possible at some place of the tables. The report gives the reason why the two routes do
 * not conflict.
 */
final class Overlaps {
    /**
     * Number of routes at one place whose pairs are recorded. Pairs of further routes at this place are omitted. The
     * pairs of hundreds of routes would fill the report.
     */
    private static final int MOST_PAIRED = 50;

    private static final Comparator<Pair> ORDER = Comparator.comparingInt(Pair::method)
            .thenComparing(pair -> pair.one.rank())
            .thenComparing(pair -> pair.one.number())
            .thenComparing(pair -> pair.other.rank())
            .thenComparing(pair -> pair.other.number());

    private final Segments segments;
    private final TreeSet<Pair> pairs = new TreeSet<>(ORDER);

    private record Pair(SpecifiedRoute one, SpecifiedRoute other) {
        int method() {
            return one.method();
        }
    }

    Overlaps(Segments segments) {
        this.segments = segments;
    }

    /** Records the pairs of the given routes, which may match the same path. More specific routes come first. */
    void add(List<SpecifiedRoute> routes) {
        List<SpecifiedRoute> paired = routes.subList(0, Math.min(MOST_PAIRED, routes.size()));
        for (int i = 0; i < paired.size(); i++) {
            for (int j = i + 1; j < paired.size(); j++) {
                pairs.add(new Pair(paired.get(i), paired.get(j)));
            }
        }
    }

    int size() {
        return pairs.size();
    }

    /** Returns the index of the first segment at which no text matches both routes; empty if there is none. */
    OptionalInt disjointAt(SpecifiedRoute one, SpecifiedRoute other) {
        int count = Math.min(one.segments().size(), other.segments().size());
        for (int i = 0; i < count; i++) {
            if (segments.common(one.segments().get(i), other.segments().get(i)).isEmpty()) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /** Returns two lines for each of the first {@code most} pairs: the names, and why the routes do not conflict. */
    List<String> lines(int most) {
        List<String> lines = new ArrayList<>();
        pairs.stream().limit(most).forEach(pair -> {
            lines.add(pair.one.name() + " | " + pair.other.name());
            lines.add("  " + reason(pair));
        });
        return lines;
    }

    private String reason(Pair pair) {
        OptionalInt apart = disjointAt(pair.one, pair.other);
        if (apart.isPresent()) {
            int segment = apart.getAsInt();
            Segment one = pair.one.segments().get(segment);
            Segment other = pair.other.segments().get(segment);
            return "disjoint: no text of segment " + (segment + 1) + " is both " + describe(one) + " and "
                    + describe(other);
        }
        return rankDecides(pair)
                .orElseGet(() -> "disjoint: they have " + pair.one.segments().size() + " and "
                        + pair.other.segments().size() + " segments");
    }

    private static Optional<String> rankDecides(Pair pair) {
        int count = Math.min(pair.one.segments().size(), pair.other.segments().size());
        for (int i = 0; i < count; i++) {
            Segment one = pair.one.segments().get(i);
            Segment other = pair.other.segments().get(i);
            if (Rank.OF_SEGMENTS.compare(one, other) != 0) {
                return Optional.of("rank decides at segment " + (i + 1) + ": " + describe(one) + " goes before "
                        + describe(other));
            }
        }
        return Optional.empty();
    }

    private static String describe(Segment segment) {
        if (segment instanceof Literal literal) {
            return "the text \"" + literal.text() + "\"";
        }
        if (segment instanceof CatchAll) {
            return "any rest";
        }
        Variable variable = (Variable) segment;
        String affixes = variable.prefix().isEmpty() && variable.suffix().isEmpty()
                ? ""
                : " between \"" + variable.prefix() + "\" and \"" + variable.suffix() + "\"";
        return variable.constraint().map(it -> "a text of " + it.pattern()).orElse("any text") + affixes;
    }
}
