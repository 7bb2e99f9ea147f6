package dev.interlock.example.shop;

import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks the syntax of the JavaScript in {@code docs}. */
@Tag("browser")
final class ScriptBlocksTest {
    private static final Pattern BLOCK = Pattern.compile("```js\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path directory;

    static List<String> blocks() throws IOException {
        try (Stream<Path> pages = Files.list(Path.of("..", "docs"))) {
            return Stream.concat(Stream.of(Path.of("..", "README.md")), pages.sorted())
                    .filter(page -> page.toString().endsWith(".md"))
                    .flatMap(page -> BLOCK.matcher(read(page)).results())
                    .map(block -> block.group(1))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void scriptIsValid(String block) throws Exception {
        Path script = Files.writeString(directory.resolve("block.mjs"), block);
        Process node = new ProcessBuilder("node", "--check", script.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(node.getInputStream().readAllBytes(), UTF_8);

        assertWithMessage(output).that(node.waitFor()).isEqualTo(0);
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
