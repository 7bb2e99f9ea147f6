package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Page;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.processor.testing.Wire;
import org.junit.jupiter.api.Test;

/** Checks that the service in {@code docs/negotiation.md} behaves as the page states. */
final class NegotiationPageTest {
    @Test
    void examplesBehaveAsStated() throws Exception {
        Compilation compilation = Page.of("negotiation.md").compile();
        Wire wire = new Wire(RunningApp.load(compilation));
        assertThat(wire.send("POST /time/later", "\"1970-01-01T00:00:01Z\"", "Content-Type: application/json"))
                .endsWith(
                        "vary: accept\ncontent-type: application/json\nContent-Length: 22\n\n\"1970-01-01T00:00:02Z\"");
        assertThat(wire.send("GET /reports/stock", "")).contains("\ncontent-type: text/csv;charset=utf-8\n");
        assertThat(wire.send("GET /reports/scan/a.png", "", "Accept: image/png"))
                .contains("\ncontent-type: image/png\n");
        assertThat(wire.send("GET /notes/7", "", "Accept: image/png")).contains("\ncontent-type: image/png\n");
        assertThat(wire.send("GET /notes/7", "")).endsWith("\n\n# Note 7");
        assertThat(wire.send("POST /notes", "x", "Content-Type: image/gif")).startsWith("HTTP/1.1 204 ");
        assertThat(wire.send("POST /notes", "x", "Content-Type: text/plain"))
                .contains("\naccept: text/markdown, image/*\n");
    }
}
