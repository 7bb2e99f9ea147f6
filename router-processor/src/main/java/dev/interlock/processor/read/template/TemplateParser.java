package dev.interlock.processor.read.template;

import dev.interlock.processor.model.PathTemplate;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.report.Problems;
import java.util.Optional;

/**
 * Reads path templates; the grammar is that of {@code dev.interlock.annotation.Controller}. Each pattern is compiled
 * once for all templates that are read by one instance.
 */
public final class TemplateParser {
    private final Problems problems;
    private final Patterns patterns = new Patterns();

    /** Mistakes in templates are added to the problems. */
    public TemplateParser(Problems problems) {
        this.problems = problems;
    }

    /**
     * Whether the base of a controller is well-formed, so that a mistake in it is told once and not for each route.
     *
     * @param base as written, empty for none
     */
    public boolean checkBase(String base, Place place) {
        return base.isEmpty() || scan(base, 0, place).isPresent();
    }

    /**
     * The template of a route, or none if it has a mistake. The base {@code /} is the same as none, and a route without
     * any text is {@code /}, as every path has at least that (RFC 9112 section 3.2.1).
     *
     * @param base of the controller, checked before
     * @param text that is appended to it, empty for the base itself
     * @param place of the text
     */
    public Optional<PathTemplate> parse(String base, String text, Place place) {
        if (!text.isEmpty() && !text.startsWith("/")) {
            return scan(text, 0, place);
        }
        String whole = base.equals("/") && !text.isEmpty() ? text : base + text;
        return scan(whole.isEmpty() ? "/" : whole, whole.length() - text.length(), place);
    }

    private Optional<PathTemplate> scan(String text, int known, Place place) {
        return new TemplateScanner(text, known, patterns, problems, place).template();
    }
}
