package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.testing.Answer;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.RunningApp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code docs/json.md} shows compiles, and answers what the page says. */
final class JsonPageTest {
    private static final Pattern BLOCK = Pattern.compile("```(java|json)\n(.*?)```", Pattern.DOTALL);
    private static final String IMPORTS = """
            package shop;
            import dev.interlock.annotation.*;
            import dev.interlock.codec.*;
            import dev.interlock.http.*;
            import io.avaje.jsonb.*;
            import java.util.*;
            import java.util.concurrent.*;
            import org.jspecify.annotations.Nullable;
            """;

    @Test
    void theExamplesCompileAndAnswerWhatThePageSays() throws Exception {
        String page = Files.readString(Path.of("..", "docs", "json.md"));
        String[] sources = Stream.concat(
                        blocks(page, "java").stream(),
                        Stream.of("@HttpApp(controllers = Orders.class) final class Api {}"))
                .map(IMPORTS::concat)
                .toArray(String[]::new);
        Compilation compilation = RunningApp.compileWithJson(sources);
        Answer answer = RunningApp.load(compilation)
                .send(
                        "POST",
                        "/orders",
                        "{\"id\":1,\"lines\":[{\"kind\":\"CAR\",\"count\":1}]}",
                        "content-type: application/json");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(withoutId(answer.body()))
                .isEqualTo(withoutId(blocks(page, "json").get(0).strip()));
    }

    private static String withoutId(String problem) {
        return problem.replaceAll("\"requestId\":\"[0-9a-f]{16}\"", "");
    }

    private static List<String> blocks(String page, String language) {
        return BLOCK.matcher(page)
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }
}
