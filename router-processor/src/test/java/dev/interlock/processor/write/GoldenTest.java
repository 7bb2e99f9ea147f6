package dev.interlock.processor.write;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.processor.ProtoProcessor;
import dev.interlock.processor.RouterProcessor;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Descriptors;
import dev.interlock.processor.testing.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares generated code with golden files: sources are under {@code golden/<case>/in}, and the expected output is
 * under {@code out}. To rewrite the expected output, run the test with {@code -Dgolden.update=true} and review the
 * difference.
 */
final class GoldenTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "basics",
                "parameters",
                "params-record",
                "filters-and-slash",
                "filter-bindings",
                "execution",
                "messages",
                "constraints",
                "media-types",
                "errors"
            })
    void equalsGoldenFiles(String name) throws IOException {
        equalsGoldenFiles(name, Compilation.with(new RouterProcessor()));
    }

    @Test
    void protobufCodeEqualsGoldenFiles() throws IOException {
        equalsGoldenFiles("decoders", Compilation.with(new ProtoProcessor()).descriptors(Descriptors.shop()));
    }

    private static void equalsGoldenFiles(String name, Compilation.Builder compiler) throws IOException {
        Path folder = GOLDEN.resolve(name);
        Source[] sources =
                files(folder.resolve("in")).values().stream().map(Source::of).toArray(Source[]::new);
        Compilation compilation = compiler.option("-Werror").compile(sources);
        assertThat(compilation.complaints()).isEmpty();
        if (Boolean.getBoolean("golden.update")) {
            update(folder.resolve("out"), compilation.generated());
        }
        Map<String, String> expected = files(folder.resolve("out"));
        assertThat(compilation.generated().keySet()).isEqualTo(expected.keySet());
        compilation
                .generated()
                .forEach((type, text) -> assertWithMessage(type).that(text).isEqualTo(expected.get(type)));
    }

    /** Returns the contents of the files in a folder, by class name. */
    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(folder)) {
            List<Path> sources = found.filter(Files::isRegularFile).toList();
            for (Path source : sources) {
                String path = folder.relativize(source).toString().replace('\\', '/');
                files.put(path.replace(".java", "").replace('/', '.'), Files.readString(source));
            }
        }
        return files;
    }

    private static void update(Path folder, Map<String, String> generated) {
        generated.forEach((type, text) -> {
            try {
                Path file = folder.resolve(type.replace('.', '/') + ".java");
                Files.createDirectories(file.getParent());
                Files.writeString(file, text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
