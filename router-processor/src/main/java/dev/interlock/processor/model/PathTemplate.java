package dev.interlock.processor.model;

import java.util.List;
import java.util.Optional;

/**
 * A path template, split at {@code /}: {@code /} is one empty literal, {@code /a/} is {@code a} and an empty literal.
 *
 * @param text as it reads in diagnostics, the controller's base included
 * @param segments at least one; a {@link CatchAll} only at the end, an empty literal likewise
 */
public record PathTemplate(String text, List<Segment> segments) {
    public PathTemplate {
        segments = List.copyOf(segments);
    }

    /** What stands between two slashes. */
    public sealed interface Segment {}

    /**
     * Fixed text.
     *
     * @param text decoded: a percent sign in it stands for itself
     */
    public record Literal(String text) implements Segment {}

    /**
     * A variable that takes one segment, or what is left of it between fixed texts; never the empty text.
     *
     * @param constraint restricts what the variable itself takes, without prefix and suffix
     */
    public record Variable(String name, String prefix, String suffix, Optional<Constraint> constraint)
            implements Segment {}

    /** Takes all that follows its slash. */
    public record CatchAll(String name) implements Segment {}

    /**
     * A regular language.
     *
     * @param pattern as written in the template
     * @param dfa accepts exactly what the pattern matches as a whole
     */
    public record Constraint(String pattern, Dfa dfa) {}
}
