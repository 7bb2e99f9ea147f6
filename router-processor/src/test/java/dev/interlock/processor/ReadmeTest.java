package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import com.google.common.collect.Range;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Page;
import dev.interlock.processor.testing.Snippet;
import dev.interlock.processor.testing.Source;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Checks the first screen of the README: its length, its compiler error and its figures. {@link SnippetsTest} compiles
 * the code.
 */
final class ReadmeTest {
    private static final int LINES_OF_CODE = 10;
    private static final int LINES_OF_SCREEN = 50;
    private static final Pattern COST = Pattern.compile("(\\d+\\.\\d\\d) µs");
    private static final Page README = Page.readme();

    private static Snippet service() {
        assertThat(README.snippets()).hasSize(1);
        return README.snippets().get(0);
    }

    @Test
    void firstScreenIsShort() {
        assertThat(service().code().lines().filter(line -> !line.isBlank()).count())
                .isEqualTo(LINES_OF_CODE);
        List<String> lines = README.text().lines().toList();
        assertThat(lines.indexOf("## Guides")).isIn(Range.closed(1, LINES_OF_SCREEN));
        assertThat(README.blocks("sh")).hasSize(2);
        assertThat(README.blocks("xml")).isEmpty();
    }

    @Test
    void mistakeReadsAsShown() {
        assertThat(README.text()).contains("Rename `long id` to `long key`");
        Compilation compilation =
                Compilation.of(new RouterProcessor(), Source.of(service().code().replace("long id", "long key")));
        assertThat(Page.output(compilation) + "\n").isEqualTo(service().output());
    }

    @Test
    void figuresAreThoseOfPerformancePage() {
        String performance = Page.of("performance.md").text();
        List<String> servers = List.of("| **Interlock** |", "| hyper |", "| Go |");
        List<String> costs = COST.matcher(README.text())
                .results()
                .map((MatchResult cost) -> cost.group(1))
                .toList();
        assertThat(costs).hasSize(servers.size());
        for (int i = 0; i < costs.size(); i++) {
            String row = performance.substring(performance.indexOf(servers.get(i)));
            List<String> cells = List.of(row.substring(0, row.indexOf('\n')).split(" \\| "));
            // The column for requests with parameters follows the column for plaintext.
            assertWithMessage(row).that(cells.get(2)).isEqualTo(costs.get(i));
        }
        String interlock = performance.substring(performance.indexOf(servers.get(0)));
        assertThat(interlock.substring(0, interlock.indexOf('\n'))).endsWith("| 0.0 | 0.00 |");
    }
}
