package dev.interlock.benchmarks.report;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables and pages, line by line. */
final class MarkdownTest {
    private static MarkdownTable table() {
        return new MarkdownTable()
                .words("", "order")
                .numbers("ns")
                .row("interlock", "random", "1,234.5")
                .row(List.of("", "in order", "-"));
    }

    @Test
    void aTableThatIsShort() {
        assertThat(table().lines())
                .containsExactly(
                        "| | order | ns |", "|---|---|---:|", "| interlock | random | 1,234.5 |", "| | in order | - |")
                .inOrder();
    }

    @Test
    void aTableForATerminal() {
        assertThat(table().aligned())
                .containsExactly(
                        "|           | order    |      ns |",
                        "|-----------|----------|--------:|",
                        "| interlock | random   | 1,234.5 |",
                        "|           | in order |       - |")
                .inOrder();
    }

    @Test
    void narrowColumnsHaveARuleAsWell() {
        assertThat(new MarkdownTable().words("a").numbers("b").row("1", "2").aligned())
                .containsExactly("| a   |   b |", "|-----|----:|", "| 1   |   2 |")
                .inOrder();
    }

    @Test
    void whatACellHoldsDoesNotEndIt() {
        assertThat(new MarkdownTable().words("a|b").row("one\n| two").lines())
                .containsExactly("| a\\|b |", "|---|", "| one \\| two |")
                .inOrder();
    }

    @Test
    void rowsHaveACellForEachColumn() {
        IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, () -> table().row("one", "two"));
        assertThat(thrown).hasMessageThat().isEqualTo("[one, two] is no row of 3 columns");
    }

    @Test
    void aPage() {
        MarkdownPage page = new MarkdownPage("Title");
        page.paragraph("Words.");
        page.list(List.of("one", "two"));
        page.list(List.of());
        page.text(List.of("a: 1", "b: 2"));
        page.text(List.of());
        page.section("Section");
        page.block(List.of("| a |", "|---|"));
        page.image("a.svg");
        assertThat(String.join("\n", page.lines())).isEqualTo("""
            # Title

            Words.

            - one
            - two

            ```text
            a: 1
            b: 2
            ```

            ## Section

            | a |
            |---|

            ![a.svg](a.svg)""");
    }

    @Test
    void figures() {
        assertThat(Figure.of(1_234_567.891, 1)).isEqualTo("1,234,567.9");
        assertThat(Figure.of(0.5, 3)).isEqualTo("0.500");
        assertThat(Figure.of(Double.NaN, 3)).isEqualTo("-");
        assertThat(Figure.ratio(1, 4)).isEqualTo("0.25");
        assertThat(Figure.ratio(1, 0)).isEqualTo("-");
        assertThat(Figure.ratio(Double.NaN, 1)).isEqualTo("-");
    }
}
