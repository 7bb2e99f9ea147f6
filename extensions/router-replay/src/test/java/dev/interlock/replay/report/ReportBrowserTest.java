package dev.interlock.replay.report;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens reports in headless Chromium, which applies their content security policy. */
@Tag("browser")
final class ReportBrowserTest {
    private static final Path SCRIPT = Path.of("src", "test", "browser", "report.mjs");

    @TempDir
    Path directory;

    /** Opens a report, and returns one line for each plot. */
    private List<String> open(JsonNode report) throws Exception {
        Path page = Files.writeString(directory.resolve("report.html"), HtmlReport.of(report, "EQUAL"));
        Process browser = new ProcessBuilder(
                        "node", SCRIPT.toString(), page.toString(), System.getProperty("browser.directory"))
                .redirectErrorStream(true)
                .start();
        String output = new String(browser.getInputStream().readAllBytes(), UTF_8);
        assertWithMessage(output).that(browser.waitFor()).isEqualTo(0);
        return output.lines().toList();
    }

    @Test
    void drawsPlots() throws Exception {
        assertThat(open(SampleReport.document()))
                .containsExactly(
                        "Latency from the time a request was due: old p50, old p99, new p50, new p99",
                        "Throughput: old rate, new rate",
                        "Errors: old errors, new errors")
                .inOrder();
    }

    /** The script of this test fails if a script of the recorded text runs. */
    @Test
    void drawsPlotsBesideHostileText() throws Exception {
        assertThat(open(HtmlReportTest.document())).hasSize(3);
    }
}
