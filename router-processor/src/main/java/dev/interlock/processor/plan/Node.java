package dev.interlock.processor.plan;

import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A look at two segments, which may be the same segment.
 *
 * @param segments indices of the two segments
 * @param hash assigns slots to the literals
 * @param hits literals with a slot of their own, and their targets
 * @param miss target of any other text
 * @param exceptions targets of slots that several pairs of literals share; each is a node that tells the pairs apart
 */
record Node(
        Look segments, SlotHash hash, Map<Literals, Target> hits, Target miss, SortedMap<Integer, Target> exceptions) {
    /** Line in the format of the runtime's {@code DispatchTableReader}. */
    String line() {
        Stream<String> head = Stream.of(
                "node",
                Integer.toString(segments.one()),
                Integer.toString(segments.other()),
                Integer.toString(hash.bits()),
                Integer.toString(hash.seed()),
                PlanText.target(miss));
        Stream<String> slots =
                hits.entrySet().stream().map(hit -> hit.getKey() + "=" + PlanText.target(hit.getValue()));
        Stream<String> shared =
                exceptions.entrySet().stream().map(slot -> slot.getKey() + "~" + PlanText.target(slot.getValue()));
        return Stream.of(head, slots, shared).flatMap(words -> words).collect(Collectors.joining(" "));
    }

    /** The segments that a node looks at. */
    record Look(int one, int other) {}

    /** Literals at the two segments. */
    record Literals(Literal one, Literal other) {
        /** Combined hash of the two literals. A node multiplies it to find their slot. */
        long hash() {
            return Literal.hash(one.hash(), other.hash());
        }

        @Override
        public String toString() {
            return PlanText.encodeBytes(one.text()) + "|" + PlanText.encodeBytes(other.text());
        }
    }
}
