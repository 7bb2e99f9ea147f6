package dev.interlock.example.deploy;

import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The README or a page of {@code docs}.
 *
 * @param name name of its file
 * @param text Markdown
 */
record Page(String name, String text) {
    private static final Path DOCS = Path.of("..", "docs");

    /** Reads a page of {@code docs}. */
    static Page of(String name) throws IOException {
        return read(DOCS.resolve(name));
    }

    /** Returns the README and then the pages of {@code docs}, sorted by name. Omits {@code docs/decisions}. */
    static List<Page> all() throws IOException {
        try (Stream<Path> files = Files.list(DOCS)) {
            List<Path> pages = Stream.concat(
                            Stream.of(Path.of("..", "README.md")),
                            files.filter(file -> file.toString().endsWith(".md"))
                                    .sorted())
                    .toList();
            Page[] read = new Page[pages.size()];
            for (int i = 0; i < read.length; i++) {
                read[i] = read(pages.get(i));
            }
            return List.of(read);
        }
    }

    private static Page read(Path file) throws IOException {
        return new Page(file.getFileName().toString(), Files.readString(file));
    }

    /** Returns the blocks of a language. */
    List<String> blocks(String language) {
        return Pattern.compile("^```" + language + "\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    /** Returns the only block of a language that contains a text. */
    String block(String language, String part) {
        List<String> found =
                blocks(language).stream().filter(block -> block.contains(part)).toList();
        assertWithMessage("blocks of %s with %s", name, part).that(found).hasSize(1);
        return found.get(0);
    }

    @Override
    public String toString() {
        return name;
    }
}
