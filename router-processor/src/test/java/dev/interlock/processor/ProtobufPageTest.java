package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Descriptors;
import dev.interlock.processor.testing.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code docs/protobuf.md} shows compiles, and the set-up that it shows is that of the example. */
final class ProtobufPageTest {
    private static final Path PAGE = Path.of("..", "docs", "protobuf.md");
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern ELEMENT = Pattern.compile("<outputDescriptor\\w+>[^<]+</outputDescriptor\\w+>");
    private static final String IMPORTS = """
            package shop;
            import dev.interlock.annotation.*;
            import dev.interlock.proto.*;
            import java.util.concurrent.*;
            """;

    @Test
    void theExamplesCompile() throws IOException {
        List<Source> sources = new ArrayList<>();
        BLOCK.matcher(Files.readString(PAGE))
                .results()
                .forEach(block -> sources.add(Source.of(IMPORTS + block.group(1))));
        assertThat(sources).hasSize(5);
        sources.add(Source.of(IMPORTS + "@HttpApp(controllers = {Orders.class, Quotes.class}) final class Api {}"));
        Compilation compilation = Compilation.with(new RouterProcessor(), new ProtoProcessor())
                .option("-Werror")
                .descriptors(Descriptors.shop())
                .compile(sources.toArray(Source[]::new));
        assertThat(compilation.complaints()).isEmpty();
        assertThat(compilation.generated().keySet())
                .containsAtLeast("shop.NewOrderDecoder", "shop.NewOrder_LineDecoder", "shop.OrderWriterEncoder");
    }

    @Test
    void theSetUpIsThatOfTheExample() throws IOException {
        String pom = Files.readString(Path.of("..", "example-service", "pom.xml"));
        List<String> elements = ELEMENT.matcher(Files.readString(PAGE))
                .results()
                .map(element -> element.group())
                .toList();
        assertThat(elements).hasSize(3);
        elements.forEach(element -> assertThat(pom).contains(element));
    }
}
