package dev.interlock.processor.model;

import java.util.List;
import java.util.Optional;

/**
 * A path template, split at {@code /}. For example, {@code /} is one empty literal, and {@code /a/} is the literal
 * {@code a} and an empty literal.
 *
 * @param text text of the template for messages, including the controller's base
 * @param segments at least one segment; only the last one can be a {@link CatchAll} or an empty literal
 */
public record PathTemplate(String text, List<Segment> segments) {
    public PathTemplate {
        segments = List.copyOf(segments);
    }

    /** The template of one segment between two slashes. */
    public sealed interface Segment {}

    /**
     * A segment of fixed text.
     *
     * @param text decoded text, in which a percent sign is a plain character
     */
    public record Literal(String text) implements Segment {}

    /**
     * A segment with a variable. The variable matches the whole segment, or the part between fixed texts. It never
     * matches the empty text.
     *
     * @param constraint pattern for the part that the variable matches
     */
    public record Variable(String name, String prefix, String suffix, Optional<Constraint> constraint)
            implements Segment {}

    /** A variable at the end of a template. It matches the rest of the path, which may be several segments. */
    public record CatchAll(String name) implements Segment {}

    /**
     * The pattern of a variable, and its automaton.
     *
     * @param pattern pattern as written in the template
     * @param dfa automaton that accepts exactly the texts that the pattern matches as a whole
     */
    public record Constraint(String pattern, Dfa dfa) {}
}
