package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Descriptors;
import dev.interlock.processor.testing.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Checks {@code docs/protobuf.md}: the code that is generated from its interfaces, its schema, and its build
 * configuration.
 */
final class ProtobufPageTest {
    private static final Pattern ELEMENT = Pattern.compile("<outputDescriptor\\w+>[^<]+</outputDescriptor\\w+>");

    @Test
    void encodersAndDecodersAreGenerated() {
        Compilation compilation = Page.of("protobuf.md").compile();
        assertThat(compilation.generated().keySet())
                .containsAtLeast("shop.NewOrderDecoder", "shop.NewOrder_LineDecoder", "shop.OrderWriterEncoder");
    }

    @Test
    void schemaIsPartOfThatOfTests() throws IOException {
        List<String> lines =
                Page.of("protobuf.md").blocks("proto").get(0).lines().toList();
        assertThat(Files.readAllLines(Descriptors.SOURCE)).containsAtLeastElementsIn(Set.copyOf(lines));
    }

    @Test
    void hasSetUpOfExample() throws IOException {
        String pom = Files.readString(Path.of("..", "example-service", "pom.xml"));
        List<String> elements = ELEMENT.matcher(Page.of("protobuf.md").text())
                .results()
                .map(element -> element.group())
                .toList();
        assertThat(elements).hasSize(3);
        elements.forEach(element -> assertThat(pom).contains(element));
    }
}
