package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code docs/validation.md} shows compiles, and is checked. */
final class ValidationPageTest {
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CONTROLLER = Pattern.compile("(?m)^final class (\\w+)");
    private static final String IMPORTS = """
            package shop;
            import dev.interlock.annotation.*;
            import jakarta.validation.*;
            import jakarta.validation.constraints.*;
            import java.lang.annotation.*;
            import java.math.*;
            import java.time.*;
            import java.util.*;
            """;

    @Test
    void theExamplesCompileAndAreChecked() throws IOException {
        List<String> blocks = BLOCK.matcher(Files.readString(Path.of("..", "docs", "validation.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
        String controllers = blocks.stream()
                .flatMap(block -> CONTROLLER.matcher(block).results())
                .map(controller -> controller.group(1) + ".class")
                .collect(Collectors.joining(", "));
        String api = "@HttpApp(controllers = {" + controllers + "}) final class Api {}";
        Source[] sources = Stream.concat(blocks.stream(), Stream.of(api))
                .map(block -> Source.of(IMPORTS + block))
                .toArray(Source[]::new);
        Compilation compilation =
                Compilation.with(new RouterProcessor()).option("-Werror").compile(sources);
        assertThat(compilation.complaints()).isEmpty();
        String router = Objects.requireNonNull(compilation.generated().get("shop.ApiRouter"));
        assertThat(router).contains("if (!Constraints.atMost(limit, 100))");
        assertThat(router).contains("ApiRouterChecks.order(found, order)");
        assertThat(compilation.generated()).containsKey("shop.ApiRouterChecks");
    }
}
