package dev.interlock.processor.read.template;

import dev.interlock.processor.model.PathTemplate;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.report.Problems;
import java.util.Optional;

/**
 * Reads path templates. {@code dev.interlock.annotation.Controller} documents their grammar. A parser compiles each
 * pattern only once, even if several templates use the pattern.
 */
public final class TemplateParser {
    private final Problems problems;
    private final Patterns patterns = new Patterns();

    /** Creates a parser that adds mistakes in templates to {@code problems}. */
    public TemplateParser(Problems problems) {
        this.problems = problems;
    }

    /**
     * Whether the base of a controller is a valid template. Reports the first mistake. {@link #parse} does not report
     * the mistake again for each route.
     *
     * @param base base in the source; empty text if there is none
     */
    public boolean checkBase(String base, Place place) {
        return base.isEmpty() || scan(base, 0, place).isPresent();
    }

    /**
     * Returns the template of a route; empty if a mistake was reported. The base {@code /} is the same as no base. If
     * base and text are both empty, the template is {@code /}, because every path has at least a slash (RFC 9112
     * section 3.2.1).
     *
     * @param base base of the controller, which passed {@link #checkBase}
     * @param text text to append to the base; empty for the base itself
     * @param place place of the text
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
