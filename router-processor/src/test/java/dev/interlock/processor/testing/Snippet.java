package dev.interlock.processor.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A block of Java in a page.
 *
 * @param page file name, for example {@code json.md}
 * @param line line of the page at which the code begins
 * @param path path that the page states for the file, for example {@code src/main/java/hello/Api.java}; null if it
 *     states none
 * @param code code that a reader pastes
 * @param output text block that follows the snippet; null if the next block is Java, or if no block follows
 */
public record Snippet(
        String page,
        int line,
        @Nullable String path,
        String code,
        @Nullable String output) {
    private static final Pattern BLOCK =
            Pattern.compile("(?:`(src/\\w+/java/[\\w/]+\\.java)`:\n\n)?```(java|text)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern ERROR = Pattern.compile("// error: \\[(IL\\d{3})]$");

    /** An error that a comment at the end of a line announces. */
    public record ExpectedError(long line, String code) {}

    static List<Snippet> of(String page, String text) {
        List<Snippet> snippets = new ArrayList<>();
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            if (block.group(2).equals("java")) {
                int line = 1 + (int) text.substring(0, block.start(3)).lines().count();
                snippets.add(new Snippet(page, line, block.group(1), block.group(3), null));
            } else if (!snippets.isEmpty()) {
                Snippet last = snippets.get(snippets.size() - 1);
                snippets.set(snippets.size() - 1, new Snippet(page, last.line, last.path, last.code, block.group(3)));
            }
        }
        return snippets;
    }

    /** Returns the source file. */
    public Source source() {
        if (path == null) {
            return Source.of(code);
        }
        String file = path.substring(path.indexOf("/java/") + "/java/".length(), path.length() - ".java".length());
        int slash = file.lastIndexOf('/');
        return Source.of(file.substring(0, slash), file.substring(slash + 1), code);
    }

    /** Returns the errors that comments announce, for example {@code // error: [IL302]}. */
    public List<ExpectedError> expectedErrors() {
        List<String> lines = code.lines().toList();
        List<ExpectedError> errors = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher error = ERROR.matcher(lines.get(i));
            if (error.find()) {
                errors.add(new ExpectedError(i + 1, error.group(1)));
            }
        }
        return errors;
    }

    @Override
    public String toString() {
        return page + ":" + line;
    }
}
