package dev.interlock.benchmarks.report;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.benchmarks.process.Spread;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where bars begin and end: of 760 pixels, 150 are for labels and 110 for values, and the longest bar has the other 500. */
final class BarPlotTest {
    private static String drawing(BarPlot plot) {
        return String.join("\n", plot.lines());
    }

    @Test
    void barsAreAsLongAsTheirMedians() {
        List<String> lines = new BarPlot("ns", 1)
                .bar("interlock", 20, true)
                .bar("a & b", new Spread(30, 40, 80), false)
                .lines();
        assertThat(lines)
                .containsAtLeast(
                        "<text x=\"150.0\" y=\"20.0\" text-anchor=\"start\">ns</text>",
                        "<text x=\"142.0\" y=\"52.0\" text-anchor=\"end\">interlock</text>",
                        "<rect x=\"150.0\" y=\"40.0\" width=\"125.0\" height=\"16.0\" fill=\"#1b6ca8\"/>",
                        "<text x=\"283.0\" y=\"52.0\" text-anchor=\"start\">20.0</text>",
                        "<text x=\"142.0\" y=\"76.0\" text-anchor=\"end\">a &amp; b</text>",
                        "<rect x=\"150.0\" y=\"64.0\" width=\"250.0\" height=\"16.0\" fill=\"#b8bec4\"/>",
                        "<line x1=\"337.5\" y1=\"72.0\" x2=\"650.0\" y2=\"72.0\" stroke=\"#333333\"/>",
                        "<text x=\"658.0\" y=\"76.0\" text-anchor=\"start\">40.0</text>")
                .inOrder();
    }

    @Test
    void aLimitIsALineAcrossAllBars() {
        List<String> lines = new BarPlot("MiB", 0)
                .limit(100)
                .bar("17", 50, true)
                .bar("25", 25, true)
                .lines();
        assertThat(lines)
                .containsAtLeast(
                        "<rect x=\"150.0\" y=\"40.0\" width=\"250.0\" height=\"16.0\" fill=\"#1b6ca8\"/>",
                        "<rect x=\"150.0\" y=\"64.0\" width=\"125.0\" height=\"16.0\" fill=\"#1b6ca8\"/>",
                        "<line x1=\"650.0\" y1=\"32.0\" x2=\"650.0\" y2=\"88.0\" stroke=\"#d1495b\"/>",
                        "<text x=\"650.0\" y=\"100.0\" text-anchor=\"middle\">limit 100</text>")
                .inOrder();
    }

    @Test
    void longLabelsHaveRoom() {
        String label = "quickbuffers, two fields declared";
        String drawing = drawing(new BarPlot("ns", 0).bar(label, 1, false));
        // 33 characters of 7 pixels, and a gap on each side.
        assertThat(drawing).contains("<rect x=\"247.0\" y=\"40.0\" width=\"403.0\" ");
        assertThat(drawing).contains("<text x=\"239.0\" y=\"52.0\" text-anchor=\"end\">" + label + "</text>");
    }

    @Test
    void nothingIsABarWithoutWidth() {
        assertThat(drawing(new BarPlot("calls", 0).bar("none", 0, true))).contains("width=\"0.0\" height=\"16.0\"");
    }

    @Test
    void aDrawingIsAFile() {
        Svg svg = new Svg(20, 10);
        svg.path(List.of(1.0, 2.0, 3.0, 4.0), "red");
        svg.text(1, 2, "end", "<&>");
        assertThat(svg.lines())
                .containsExactly(
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"20\" height=\"10\" viewBox=\"0 0 20 10\""
                                + " font-family=\"sans-serif\" font-size=\"12\">",
                        "<rect x=\"0.0\" y=\"0.0\" width=\"20.0\" height=\"10.0\" fill=\"white\"/>",
                        "<polyline points=\"1.0,2.0 3.0,4.0\" fill=\"none\" stroke=\"red\" stroke-width=\"1.5\"/>",
                        "<text x=\"1.0\" y=\"2.0\" text-anchor=\"end\">&lt;&amp;&gt;</text>",
                        "</svg>")
                .inOrder();
    }
}
