package dev.interlock.example.shop.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** The pages under {@code /docs/}, read once: a path from the internet never becomes a path of a file. */
public final class Documentation {
    private final Map<String, String> pages;

    private Documentation(Map<String, String> pages) {
        this.pages = Map.copyOf(pages);
    }

    /** Reads the pages that the jar brings along. */
    public static Documentation load() {
        String index = read("index.md");
        return new Documentation(Map.of(
                "",
                index,
                "index.md",
                index,
                "guides/ordering.md",
                read("guides/ordering.md"),
                "guides/errors.md",
                read("guides/errors.md")));
    }

    /**
     * Looks up a page.
     *
     * @param path below {@code /docs/}; empty for the index
     */
    public Optional<String> find(String path) {
        return Optional.ofNullable(pages.get(path));
    }

    private static String read(String path) {
        try (InputStream page = Documentation.class.getResourceAsStream("/docs/" + path)) {
            if (page == null) {
                throw new IllegalStateException("the jar lacks docs/" + path);
            }
            return new String(page.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
