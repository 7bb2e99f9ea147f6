package dev.interlock.generated.dispatch;

import dev.interlock.internal.bytes.Swar;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Follows lookups through the dispatch tables, and counts the cache lines that the lookups touch. Takes the same steps
 * as {@link DispatchTable#match}. Belongs to the package of the tables, so that it can read them. Does not count
 * patterns and automata, because few lookups compare them. Does not count the slot of a key without a class. Not
 * thread-safe.
 */
public final class TableTrace {
    private static final int LINE = 64;
    /** Bytes before the elements of an array, with compressed class pointers. */
    private static final int HEADER = 16;
    /** Alignment of arrays in the JVM. Within a cache line, an array may begin at any multiple of this number. */
    private static final int ALIGNMENT = 8;

    private static final int PLACES = LINE / ALIGNMENT;

    private final DispatchTable table;
    private final RequestPath path = new RequestPath();
    /**
     * Cache lines of the current lookup, followed by the cache lines of all lookups. Each list has one set for each
     * possible offset of an array in a cache line.
     */
    private final List<Set<Line>> current = sets();

    private final List<Set<Line>> all = sets();
    private long lookups;
    private long lines;

    private record Line(Object array, int number) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Line that && array == that.array && number == that.number;
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(array) + number;
        }
    }

    public TableTrace(DispatchTable table) {
        this.table = table;
    }

    private static List<Set<Line>> sets() {
        return Stream.<Set<Line>>generate(HashSet::new).limit(PLACES).toList();
    }

    /**
     * Follows one lookup.
     *
     * @return the route number, or another result of {@link DispatchTable#match}
     * @throws IllegalStateException when this walk ends at another route than {@link DispatchTable#match}; lists of
     *     routes are not compared
     */
    public int follow(int method, byte[] bytes, int from, int to) {
        int found = table.match(method, bytes, from, to, path);
        current.forEach(Set::clear);
        if (found != DispatchTable.BAD_PATH && method >= 0 && method < table.methods) {
            check(found, walk(method, bytes, from, to));
        }
        lookups++;
        for (int place = 0; place < PLACES; place++) {
            lines += current.get(place).size();
            all.get(place).addAll(current.get(place));
        }
        return found;
    }

    /** Returns the target at the end of the walk. It is not a node. */
    private long walk(int method, byte[] bytes, int from, int to) {
        int leading = leading(bytes, from, to);
        int start = leading * table.methods + method;
        touch(table.starts, start, 1, Integer.BYTES);
        int root = table.starts[start] + path.count;
        touch(table.roots, root, 1, Long.BYTES);
        long next = table.roots[root];
        while (next > DispatchTable.NOWHERE) {
            int one = (int) (next >>> DispatchTable.ONE) & DispatchTable.LAST_SEGMENT;
            int other = (int) (next >>> DispatchTable.OTHER) & DispatchTable.LAST_SEGMENT;
            int slot = DispatchTable.slot(next, DispatchTable.hash(hash(one), hash(other)));
            touch(table.nodes, slot, DispatchTable.HIT, Long.BYTES);
            boolean hit = has(slot, one) && has(slot + 2, other);
            int target = slot + (hit ? DispatchTable.HIT : DispatchTable.MISS);
            touch(table.nodes, target, 1, Long.BYTES);
            next = table.nodes[target];
        }
        int list = (int) ~next - table.patterns.length;
        if (next < DispatchTable.NOWHERE && list >= 0) {
            touch(table.lists, list, 1, Integer.BYTES);
        }
        return next;
    }

    private void check(int found, long end) {
        boolean list = end < DispatchTable.NOWHERE && ~end >= table.patterns.length;
        long route = end == DispatchTable.NOWHERE ? DispatchTable.NOT_FOUND : ~end;
        if (!list && route != found) {
            throw new IllegalStateException("The walk ends at " + route + ", but the lookup finds " + found);
        }
    }

    private int leading(byte[] bytes, int from, int to) {
        if (path.bytes != bytes) {
            return path.hasEmpty ? table.emptySegments : Lead.OUTSIDE;
        }
        int leading = from < to && bytes.length - to >= Lead.KEY ? table.lead.classOf(bytes, from, to) : Lead.OUTSIDE;
        if (leading > Lead.OTHER_KEY) {
            touch(table.lead.slots, slotOf(leading), Lead.SLOT, Long.BYTES);
        }
        return leading;
    }

    private int slotOf(int leading) {
        int slot = 0;
        while (table.lead.slots[slot + Lead.SLOT - 1] != leading) {
            slot += Lead.SLOT;
        }
        return slot;
    }

    private boolean has(int words, int segment) {
        return table.nodes[words] == first(segment) && table.nodes[words + 1] == beyondFirst(segment);
    }

    private long hash(int segment) {
        return DispatchTable.hash(first(segment), beyondFirst(segment));
    }

    private long first(int segment) {
        int from = path.bounds[segment] + 1;
        return Swar.shiftedToEnd(Swar.word(path.bytes, from), path.bounds[segment + 1] - from);
    }

    private long beyondFirst(int segment) {
        int from = path.bounds[segment] + 1;
        return Swar.beyondFirst(path.bytes, from, path.bounds[segment + 1] - from);
    }

    private void touch(Object array, int index, int count, int size) {
        for (int place = 0; place < PLACES; place++) {
            int from = place * ALIGNMENT + HEADER + index * size;
            for (int line = from / LINE; line <= (from + count * size - 1) / LINE; line++) {
                current.get(place).add(new Line(array, line));
            }
        }
    }

    /** Returns the size of the tables in bytes. Excludes patterns and automata. */
    public long bytes() {
        return (long) Long.BYTES * (table.nodes.length + table.roots.length + table.lead.slots.length)
                + (long) Integer.BYTES * (table.starts.length + table.lists.length);
    }

    /** Returns the total size of the cache lines that the lookups have touched, in bytes. */
    public long touchedBytes() {
        return (long) LINE * all.stream().mapToInt(Set::size).sum() / PLACES;
    }

    /** Returns the mean number of cache lines that a lookup touches, over all lookups and all offsets. */
    public double linesPerLookup() {
        return (double) lines / (lookups * PLACES);
    }
}
