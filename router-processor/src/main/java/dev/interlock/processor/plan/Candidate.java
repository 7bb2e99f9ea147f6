package dev.interlock.processor.plan;

import dev.interlock.processor.model.PathTemplate;
import dev.interlock.processor.model.PathTemplate.CatchAll;
import dev.interlock.processor.model.PathTemplate.Segment;
import dev.interlock.processor.model.PathTemplate.Variable;
import java.util.List;
import java.util.Optional;

/**
 * A route that may still match a path after a lookup has compared some segments of the path.
 *
 * @param position index of the route in the order of ranks
 * @param literals the literal of each segment; an empty optional for a variable
 * @param texts like {@code literals}, but with an empty optional also for a literal without text
 */
record Candidate(
        PlannedRoute route,
        int position,
        List<Optional<Literal>> literals,
        List<Optional<Literal>> texts,
        boolean simple) {
    static Candidate of(PlannedRoute route, int position) {
        List<Segment> segments = route.template().segments();
        List<Optional<Literal>> literals =
                segments.stream().map(Candidate::literal).toList();
        return new Candidate(
                route,
                position,
                literals,
                literals.stream()
                        .map(it -> it.filter(literal -> !literal.isEmpty()))
                        .toList(),
                segments.stream().allMatch(Candidate::isSimple));
    }

    private static Optional<Literal> literal(Segment segment) {
        return segment instanceof PathTemplate.Literal fixed ? Optional.of(Literal.of(fixed.text())) : Optional.empty();
    }

    /** Whether the comparison of literals is enough to match a segment to a non-empty text. */
    private static boolean isSimple(Segment segment) {
        if (segment instanceof PathTemplate.Literal fixed) {
            return Literal.of(fixed.text()).isExact();
        }
        return segment instanceof CatchAll || (segment instanceof Variable variable && isPlain(variable));
    }

    private static boolean isPlain(Variable variable) {
        return variable.prefix().isEmpty()
                && variable.suffix().isEmpty()
                && variable.constraint().isEmpty();
    }

    /** Returns the number of segments in the template. */
    int segments() {
        return literals.size();
    }

    boolean hasCatchAll() {
        List<Segment> segments = route.template().segments();
        return segments.get(segments.size() - 1) instanceof CatchAll;
    }

    /** Whether the template can match a path of {@code count} segments. */
    boolean takes(int count) {
        return hasCatchAll() ? count >= literals.size() : count == literals.size();
    }

    /** Whether the template matches only paths that end in a slash. */
    boolean endsInSlash() {
        return literals.get(literals.size() - 1).filter(Literal::isEmpty).isPresent();
    }

    /** Returns the non-empty literal that a path must have at {@code segment}; empty for a variable. */
    Optional<Literal> literalAt(int segment) {
        return segment < texts.size() ? texts.get(segment) : Optional.empty();
    }
}
