package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Descriptors;
import dev.interlock.processor.testing.JsonbGenerator;
import dev.interlock.processor.testing.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The service that the README shows compiles, and the mistakes that it shows read as it says. */
final class ReadmeTest {
    /** The first blocks are the sources of one service. */
    private static final int SERVICE_BLOCKS = 2;

    /** Behind them those of a service with views and writers, then what there is around routes. */
    private static final int PROTOBUF_BLOCKS = 3;

    private static final String PROTOBUF =
            "package shop; import dev.interlock.annotation.*; import dev.interlock.proto.*;\n";
    private static final String AROUND = "package shop; import dev.interlock.annotation.*; import io.avaje.jsonb.Json;"
            + " import jakarta.validation.constraints.*; import java.util.*; import java.util.concurrent.*;\n";
    private static final String SERIALIZABLE =
            "extends RuntimeException { private static final long serialVersionUID = 1L; }";
    private static final Pattern BLOCK = Pattern.compile("```(\\w+)\n(.*?)```", Pattern.DOTALL);

    @Test
    void theServiceCompiles() {
        Compilation compilation = compile(source -> source);
        assertThat(compilation.complaints()).isEmpty();
        assertThat(blocks("java")).hasSize(SERVICE_BLOCKS + PROTOBUF_BLOCKS + 1);
    }

    @Test
    void theViewsAndWritersCompile() {
        Stream<Source> shown = blocks("java").stream()
                .skip(SERVICE_BLOCKS)
                .limit(PROTOBUF_BLOCKS)
                .map(block -> Source.of(PROTOBUF + block));
        Source api = Source.of(PROTOBUF + "@HttpApp(controllers = Orders.class) final class Api {}");
        Compilation compilation = Compilation.with(new RouterProcessor(), new ProtoProcessor())
                .descriptors(Descriptors.shop())
                .compile(Stream.concat(shown, Stream.of(api)).toArray(Source[]::new));
        assertThat(compilation.complaints()).isEmpty();
        assertThat(compilation.generated()).containsKey("shop.OrderTotalEncoder");
    }

    @Test
    void whatIsAroundRoutesCompiles() {
        String shown = blocks("java").get(SERVICE_BLOCKS + PROTOBUF_BLOCKS);
        Compilation compilation = Compilation.with(new RouterProcessor(), JsonbGenerator.create())
                .compile(
                        Source.of(AROUND + shown.replace("extends RuntimeException {}", SERIALIZABLE)),
                        Source.of("package shop; final class Auth implements dev.interlock.http.Filter {}"),
                        Source.of("package shop; @dev.interlock.annotation.HttpApp(controllers = Products.class)"
                                + " final class Api {}"));
        assertThat(compilation.errors()).isEmpty();
    }

    @Test
    void theMistakesReadAsShown() {
        List<String> shown = blocks("text");
        assertThat(shown).hasSize(2);
        assertThat(first(compile(source -> source.replace("String name,", "String nam,"))))
                .isEqualTo(shown.get(0));
        assertThat(first(compile(source -> source.replace("/{year:[0-9]{4}}", "/{who}")
                        .replace("greetYear(int year)", "greetYear(String who)"))))
                .isEqualTo(shown.get(1));
    }

    private static String first(Compilation compilation) {
        Compilation.Complaint error = compilation.errors().get(0);
        return error.file() + ":" + error.line() + ": error: " + error.text() + "\n";
    }

    private static Compilation compile(UnaryOperator<String> change) {
        return Compilation.of(
                new RouterProcessor(),
                blocks("java").stream()
                        .limit(SERVICE_BLOCKS)
                        .map(change)
                        .map(Source::of)
                        .toArray(Source[]::new));
    }

    private static List<String> blocks(String language) {
        try {
            return BLOCK.matcher(Files.readString(Path.of("..", "README.md")))
                    .results()
                    .filter(block -> block.group(1).equals(language))
                    .map((MatchResult block) -> block.group(2))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError("the README lies beside the module", e);
        }
    }
}
