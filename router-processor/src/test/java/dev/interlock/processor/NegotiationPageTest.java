package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.processor.testing.Source;
import dev.interlock.processor.testing.Wire;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code docs/negotiation.md} shows compiles, and does what the page says. */
final class NegotiationPageTest {
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final String IMPORTS = """
            package shop;
            import com.google.protobuf.*;
            import dev.interlock.annotation.*;
            import dev.interlock.http.*;
            """;

    @Test
    void theExamplesDoWhatThePageSays() throws Exception {
        List<Source> sources = new ArrayList<>();
        BLOCK.matcher(Files.readString(Path.of("..", "docs", "negotiation.md")))
                .results()
                .forEach(block -> sources.add(Source.of(IMPORTS + block.group(1))));
        sources.add(Source.of(
                IMPORTS + "@HttpApp(controllers = {Clock.class, Reports.class, Notes.class}) final class Api {}"));
        Compilation compilation =
                Compilation.with(new RouterProcessor()).option("-Werror").compile(sources.toArray(Source[]::new));
        assertThat(compilation.complaints()).isEmpty();
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
