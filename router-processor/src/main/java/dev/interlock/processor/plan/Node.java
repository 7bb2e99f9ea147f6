package dev.interlock.processor.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A look at one segment.
 *
 * @param segment its index
 * @param hash distributes the literals
 * @param hits the literals with a slot to themselves, and where each leads
 * @param miss where any other text leads
 * @param exceptions where a slot leads that several literals share: to a node that tells these apart
 */
record Node(int segment, SlotHash hash, Map<Literal, Hit> hits, Target miss, SortedMap<Integer, Target> exceptions) {
    /**
     * Where a literal leads.
     *
     * @param companion a literal that must stand elsewhere too
     */
    record Hit(Optional<Companion> companion, Target target) {
        String word() {
            return companion.map(Companion::word).orElse("") + "=" + PlanText.target(target);
        }
    }

    /** A literal and its segment. */
    record Companion(int segment, Literal literal) {
        private String word() {
            return "&" + segment + ":" + PlanText.encodeBytes(literal.text());
        }
    }

    /** As the runtime's {@code DispatchTableReader} reads it. */
    String line() {
        Stream<String> targets = Stream.concat(
                hits.entrySet().stream()
                        .map(hit -> PlanText.encodeBytes(hit.getKey().text())
                                + hit.getValue().word()),
                exceptions.entrySet().stream().map(slot -> slot.getKey() + "~" + PlanText.target(slot.getValue())));
        List<String> head = List.of(
                "node",
                Integer.toString(segment),
                Integer.toString(hash.bits()),
                Long.toHexString(hash.multiplier()),
                PlanText.target(miss));
        return Stream.concat(head.stream(), targets).collect(Collectors.joining(" "));
    }
}
