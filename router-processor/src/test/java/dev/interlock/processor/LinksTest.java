package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks that each relative link in the documentation points to an existing file, and to an existing heading in it. */
final class LinksTest {
    private static final Path ROOT = Path.of("..");
    private static final List<String> FOLDERS = List.of("", "docs", "docs/decisions", "example-service");
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#\\s]*)(?:#([^)\\s]+))?\\)");
    private static final Pattern CODE = Pattern.compile("(?s)```.*?```");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.*)$");
    private static final Pattern NOT_IN_ANCHOR = Pattern.compile("[^\\p{L}\\p{N} _-]");

    @Test
    void leadsToFileAndHeading() throws IOException {
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (String folder : FOLDERS) {
            for (Path page : pages(ROOT.resolve(folder))) {
                List<MatchResult> found =
                        LINK.matcher(withoutCode(page)).results().toList();
                links += found.size();
                found.stream()
                        .filter(link -> !leadsSomewhere(page, link))
                        .forEach(link -> broken.add(page + ": " + link.group()));
            }
        }
        assertThat(broken).isEmpty();
        assertThat(links).isAtLeast(100);
    }

    private static List<Path> pages(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    private static boolean leadsSomewhere(Path page, MatchResult link) {
        Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
        return Files.exists(target) && (link.group(2) == null || anchors(target).contains(link.group(2)));
    }

    /** Returns the anchors of the headings of a page, as GitHub generates them. */
    private static Set<String> anchors(Path page) {
        return HEADING.matcher(withoutCode(page))
                .results()
                .map(heading -> NOT_IN_ANCHOR
                        .matcher(heading.group(1).toLowerCase(Locale.ROOT))
                        .replaceAll("")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static String withoutCode(Path page) {
        try {
            return CODE.matcher(Files.readString(page)).replaceAll("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
