package dev.interlock.processor.plan;

import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A look at two segments, which may be the same.
 *
 * @param segments their indices
 * @param hash distributes the literals
 * @param hits the literals with a slot to themselves, and where they lead
 * @param miss where any other text leads
 * @param exceptions where a slot leads that several pairs of literals share: to a node that tells these apart
 */
record Node(
        Look segments, SlotHash hash, Map<Literals, Target> hits, Target miss, SortedMap<Integer, Target> exceptions) {
    /** As the runtime's {@code DispatchTableReader} reads it. */
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

    /** What stands at the two segments. */
    record Literals(Literal one, Literal other) {
        /** What a node multiplies. */
        long hash() {
            return Literal.hash(one.hash(), other.hash());
        }

        @Override
        public String toString() {
            return PlanText.encodeBytes(one.text()) + "|" + PlanText.encodeBytes(other.text());
        }
    }
}
