package dev.interlock.processor.verify;

import dev.interlock.processor.model.PathTemplate.CatchAll;
import dev.interlock.processor.model.PathTemplate.Literal;
import dev.interlock.processor.model.PathTemplate.Segment;
import dev.interlock.processor.model.PathTemplate.Variable;
import dev.interlock.processor.verify.Tables.Pair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Set that contains all paths that lead to one place of the tables. The set is described by the segments that a lookup
 * has compared before this place, so it may also contain other paths. Immutable.
 */
final class PathSet {
    /** Number of segments in each path. An {@link #open} set also contains paths with more segments. */
    private final int count;

    private final boolean open;
    /** Whether at least one segment of each path is empty. */
    private final boolean empty;
    /** Text of each segment; null if the text is not known. */
    private final @Nullable FixedText[] known;

    private final List<Missed> missed;
    private final Start start;

    /** Two segments, and the pairs of texts that no path of the set has at these segments. */
    private record Missed(int one, int other, Set<Pair> pairs) {}

    /**
     * Known facts about the first bytes of a segment.
     *
     * @param keys possible values of the first bytes if {@code one} is true; otherwise excluded values
     * @param keyBytes largest number of bytes in a key
     * @param one true if the segment has one of the keys, false if it has none of them
     */
    record Start(int segment, Set<String> keys, int keyBytes, boolean one) {
        static final Start ANY = new Start(0, Set.of(), 0, false);

        /** Whether the segment can be the fixed text of a route. */
        boolean allows(FixedText text) {
            return keys.contains(text.key(keyBytes)) == one;
        }

        /** Whether the segment can be this text, or a text that a lookup cannot distinguish from this text. */
        boolean mayAllow(FixedText text) {
            return text.isExact() ? allows(text) : !one || keys.stream().anyMatch(key -> text.mayHave(key, keyBytes));
        }
    }

    private PathSet(
            int count, boolean open, boolean empty, @Nullable FixedText[] known, List<Missed> missed, Start start) {
        this.count = count;
        this.open = open;
        this.empty = empty;
        this.known = known;
        this.missed = missed;
        this.start = start;
    }

    /**
     * Returns the set of all paths with a number of segments.
     *
     * @param open whether the set also contains paths with more segments
     * @param empty whether at least one segment of each path is empty
     */
    static PathSet of(int count, boolean open, boolean empty) {
        return new PathSet(count, open, empty, new @Nullable FixedText[count], List.of(), Start.ANY);
    }

    PathSet startingWith(Start first) {
        return new PathSet(count, open, empty, known, missed, first);
    }

    int count() {
        return count;
    }

    Optional<FixedText> known(int segment) {
        return segment < count ? Optional.ofNullable(known[segment]) : Optional.empty();
    }

    /** Returns the paths of this set that have the given text at a segment; empty if there are none. */
    Optional<PathSet> with(int segment, FixedText text) {
        FixedText before = known[segment];
        if (before != null) {
            return before.equals(text) ? Optional.of(this) : Optional.empty();
        }
        if (start.segment == segment && !start.mayAllow(text)) {
            return Optional.empty();
        }
        @Nullable FixedText[] more = Arrays.copyOf(known, count);
        more[segment] = text;
        PathSet with = new PathSet(count, open, empty, more, missed, start);
        return missed.stream().anyMatch(it -> with.contradicts(it, null)) ? Optional.empty() : Optional.of(with);
    }

    /**
     * Returns the paths of this set that have none of the given pairs of texts at two segments. Empty if every path has
     * one of the pairs.
     */
    Optional<PathSet> without(int one, int other, Set<Pair> pairs) {
        Missed last = new Missed(one, other, pairs);
        List<Missed> more = new ArrayList<>(missed);
        more.add(last);
        PathSet without = new PathSet(count, open, empty, known, more, start);
        return without.contradicts(last, null) ? Optional.empty() : Optional.of(without);
    }

    /**
     * Whether the texts at both segments are known to be one of the excluded pairs. A text is known from this set or
     * from the route.
     */
    private boolean contradicts(Missed pairs, @Nullable SpecifiedRoute route) {
        FixedText one = textAt(pairs.one, route);
        FixedText other = textAt(pairs.other, route);
        return one != null && other != null && pairs.pairs.contains(new Pair(one, other));
    }

    private @Nullable FixedText textAt(int segment, @Nullable SpecifiedRoute route) {
        FixedText text = known[segment];
        return text != null || route == null ? text : route.textAt(segment).orElse(null);
    }

    /** Whether the route may match a path of this set. False only if the known facts exclude a match. */
    boolean allows(SpecifiedRoute route) {
        int own = route.segments().size();
        boolean length = open ? route.hasCatchAll() || own >= count : route.hasCatchAll() ? own <= count : own == count;
        if (!length || (empty && !mayHaveEmpty(route))) {
            return false;
        }
        for (int i = 0; i < Math.min(own, count); i++) {
            if (!allows(i, route.segments().get(i), route.texts().get(i))) {
                return false;
            }
        }
        return missed.stream().noneMatch(pairs -> contradicts(pairs, route));
    }

    private boolean allows(int segment, Segment own, Optional<FixedText> text) {
        FixedText here = known[segment];
        if (text.isPresent()) {
            return (here == null ? start.segment != segment || start.allows(text.get()) : here.equals(text.get()))
                    && (empty || !text.get().isEmpty());
        }
        return here == null || !here.isExact() || Segments.matches(own, here.text());
    }

    private static boolean mayHaveEmpty(SpecifiedRoute route) {
        Segment last = route.segments().get(route.segments().size() - 1);
        return last instanceof CatchAll
                || (last instanceof Literal literal && literal.text().isEmpty());
    }

    /**
     * Whether the route {@code by} matches every path of this set. If {@code of} is not null, considers only the paths
     * that the route {@code of} matches. Compares the segments one by one; false if this does not prove the match.
     */
    boolean isCovered(SpecifiedRoute by, @Nullable SpecifiedRoute of, Segments segments) {
        int own = by.segments().size();
        if (by.hasCatchAll() ? own > count : open || own != count) {
            return false;
        }
        for (int i = 0; i < own; i++) {
            if (!isCovered(i, by.segments().get(i), segmentOf(of, i), segments)) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Segment segmentOf(@Nullable SpecifiedRoute route, int index) {
        return route != null && index < route.segments().size()
                ? route.segments().get(index)
                : null;
    }

    private boolean isCovered(int index, Segment by, @Nullable Segment of, Segments segments) {
        FixedText here = known[index];
        if (by instanceof CatchAll) {
            return true;
        }
        if (here != null && here.isExact()) {
            return Segments.matches(by, here.text());
        }
        if (of instanceof Literal literal) {
            return Segments.matches(by, literal.text());
        }
        if (by instanceof Variable wide && of instanceof Variable narrow) {
            return segments.includes(wide, narrow);
        }
        return Segments.isPlain(by) && (!empty || here != null);
    }
}
