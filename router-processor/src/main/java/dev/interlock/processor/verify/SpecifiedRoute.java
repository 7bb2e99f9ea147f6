package dev.interlock.processor.verify;

import dev.interlock.processor.model.PathTemplate;
import dev.interlock.processor.model.PathTemplate.CatchAll;
import dev.interlock.processor.model.PathTemplate.Literal;
import dev.interlock.processor.model.PathTemplate.Segment;
import java.util.List;
import java.util.Optional;

/**
 * A route as the application specifies it.
 *
 * @param number number of the route
 * @param method number of the request method
 * @param name method and template in the form that diagnostics show
 * @param rank place of the template in the order of templates; a more specific template has a lower rank
 * @param texts fixed text of each segment; empty for a segment with a variable
 */
record SpecifiedRoute(
        int number, int method, String name, PathTemplate template, int rank, List<Optional<FixedText>> texts) {
    SpecifiedRoute(int number, int method, String name, PathTemplate template, int rank) {
        this(
                number,
                method,
                name,
                template,
                rank,
                template.segments().stream().map(SpecifiedRoute::text).toList());
    }

    private static Optional<FixedText> text(Segment segment) {
        return segment instanceof Literal literal ? Optional.of(FixedText.of(literal.text())) : Optional.empty();
    }

    List<Segment> segments() {
        return template.segments();
    }

    boolean hasCatchAll() {
        return segments().get(segments().size() - 1) instanceof CatchAll;
    }

    /** Returns the fixed text at a segment; empty for a variable and after the end of the template. */
    Optional<FixedText> textAt(int segment) {
        return segment < texts.size() ? texts.get(segment) : Optional.empty();
    }

    /**
     * Whether the template matches a path.
     *
     * @param path decoded segments of the path
     */
    boolean matches(List<String> path) {
        int own = segments().size();
        if (hasCatchAll() ? path.size() < own : path.size() != own) {
            return false;
        }
        for (int i = 0; i < own; i++) {
            if (!Segments.matches(segments().get(i), path.get(i))) {
                return false;
            }
        }
        return true;
    }
}
