package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What {@code docs/execution.md} shows compiles, and runs where the page says. */
final class ExecutionPageTest {
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CONTROLLER = Pattern.compile("(?m)^final class (\\w+)");
    private static final String IMPORTS = """
            package shop;
            import dev.interlock.annotation.*;
            import dev.interlock.http.*;
            import io.netty.buffer.*;
            import java.io.*;
            import java.nio.file.*;
            import java.nio.file.Path;
            import java.util.*;
            import java.util.concurrent.*;
            """;

    @Test
    void theExamplesCompileAndRunWhereThePageSays() throws IOException {
        List<String> blocks = BLOCK.matcher(Files.readString(Path.of("..", "docs", "execution.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
        Compilation compilation = compile(blocks);
        assertThat(compilation.complaints()).isEmpty();
        String router = Objects.requireNonNull(compilation.generated().get("shop.ApiRouter"));
        assertThat(settings(router, "shop.Quotes.find")).contains("Execution.ASYNCHRONOUS");
        assertThat(settings(router, "shop.Reports.find")).contains("Execution.BLOCKING");
        assertThat(settings(router, "shop.Export.lines")).contains("Execution.ASYNCHRONOUS");
        assertThat(settings(router, "shop.Images.store")).contains("streamedBody(true)");
        assertThat(settings(router, "shop.Images.measure")).contains("streamedBody(true)");
        assertThat(settings(router, "shop.Health.live")).contains("essential(true)");
        assertThat(settings(router, "shop.Health.live")).doesNotContain("Execution");
    }

    private static Compilation compile(List<String> blocks) {
        String controllers = blocks.stream()
                .flatMap(block -> CONTROLLER.matcher(block).results())
                .map(controller -> controller.group(1) + ".class")
                .collect(Collectors.joining(", "));
        List<Source> sources = new ArrayList<>();
        blocks.forEach(block -> sources.add(Source.of(IMPORTS + block)));
        sources.add(Source.of(IMPORTS + "@HttpApp(controllers = {" + controllers + "}) final class Api {}"));
        return Compilation.with(new RouterProcessor()).option("-Werror").compile(sources.toArray(Source[]::new));
    }

    /** What the router says of the route of a handler. */
    private static String settings(String router, String handler) {
        int from = router.indexOf('"' + handler + '"');
        assertThat(from).isAtLeast(0);
        int next = router.indexOf("RouteInfo.of", from);
        return router.substring(from, next < 0 ? router.indexOf(';', from) : next);
    }
}
