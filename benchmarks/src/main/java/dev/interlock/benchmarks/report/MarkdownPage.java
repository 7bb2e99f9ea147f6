package dev.interlock.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/** A page in Markdown, from its title to its end; whatever is added has an empty line before it. */
public final class MarkdownPage {
    private final List<String> lines = new ArrayList<>();

    /** Begins the page. */
    public MarkdownPage(String title) {
        lines.add("# " + title);
    }

    public void section(String title) {
        paragraph("## " + title);
    }

    public void paragraph(String text) {
        block(List.of(text));
    }

    /** Points, one below the other; nothing if there are none. */
    public void list(List<String> points) {
        block(points.stream().map(point -> "- " + point).toList());
    }

    /** Lines that are shown as they are; nothing if there are none. */
    public void text(List<String> text) {
        if (!text.isEmpty()) {
            lines.add("");
            lines.add("```text");
            lines.addAll(text);
            lines.add("```");
        }
    }

    /** Lines of Markdown, such as those of a table. */
    public void block(List<String> block) {
        if (!block.isEmpty()) {
            lines.add("");
            lines.addAll(block);
        }
    }

    /** Shows a file that is beside the page. */
    public void image(String file) {
        paragraph("![" + file + "](" + file + ")");
    }

    /** The page so far. */
    public List<String> lines() {
        return List.copyOf(lines);
    }
}
