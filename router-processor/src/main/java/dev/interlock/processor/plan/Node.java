package dev.interlock.processor.plan;

import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A node of a decision tree. A lookup compares two segments of the path here; both may be the same segment.
 *
 * @param segments indices of the two segments
 * @param hash function that assigns slots to the literals
 * @param hits pairs of literals that have their own slot, with their targets
 * @param miss target of a path whose two segments match none of the pairs
 * @param exceptions targets of the slots that several pairs of literals share; each target is a node that distinguishes
 *     the pairs
 */
record Node(
        Look segments, SlotHash hash, Map<Literals, Target> hits, Target miss, SortedMap<Integer, Target> exceptions) {
    /** Returns the line of this node in the format of the runtime's {@code DispatchTableReader}. */
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

    /** The two segments that a node compares. */
    record Look(int one, int other) {}

    /** Literals at the two segments that a node compares. */
    record Literals(Literal one, Literal other) {
        /** Returns the combined hash of both literals. A lookup multiplies this hash to find the slot of the pair. */
        long hash() {
            return Literal.hash(one.hash(), other.hash());
        }

        @Override
        public String toString() {
            return PlanText.encodeBytes(one.text()) + "|" + PlanText.encodeBytes(other.text());
        }
    }
}
