package dev.interlock.processor.model;

import java.util.List;
import java.util.Optional;

/**
 * A path template, split at {@code /}: {@code /} is one empty literal, {@code /a/} is {@code a} and an empty literal.
 *
 * @param text template as diagnostics show it, including the controller's base
 * @param segments at least one segment; only the last can be a {@link CatchAll} or an empty literal
 */
public record PathTemplate(String text, List<Segment> segments) {
    public PathTemplate {
        segments = List.copyOf(segments);
    }

    /** Template of one segment, between two slashes. */
    public sealed interface Segment {}

    /**
     * Fixed text.
     *
     * @param text decoded text; a percent sign stands for itself
     */
    public record Literal(String text) implements Segment {}

    /**
     * A variable that matches one segment, or the part of a segment between fixed texts. A variable never matches the
     * empty text.
     *
     * @param constraint restricts the part that the variable matches, without prefix and suffix
     */
    public record Variable(String name, String prefix, String suffix, Optional<Constraint> constraint)
            implements Segment {}

    /** A variable at the end of a template. It matches the rest of the path, which may have several segments. */
    public record CatchAll(String name) implements Segment {}

    /**
     * A pattern of a variable, with its regular language.
     *
     * @param pattern pattern as written in the template
     * @param dfa automaton that accepts exactly the texts that the whole pattern matches
     */
    public record Constraint(String pattern, Dfa dfa) {}
}
