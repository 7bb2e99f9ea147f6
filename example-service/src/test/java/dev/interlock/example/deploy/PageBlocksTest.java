package dev.interlock.example.deploy;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks the syntax of the shell and YAML blocks in the README and in {@code docs}. */
final class PageBlocksTest {
    @TempDir
    private Path directory;

    static List<Arguments> shellBlocks() throws IOException {
        return blocks("sh");
    }

    static List<Arguments> yamlBlocks() throws IOException {
        return blocks("yaml");
    }

    private static List<Arguments> blocks(String language) throws IOException {
        List<Arguments> blocks = new ArrayList<>();
        for (Page page : Page.all()) {
            page.blocks(language).forEach(block -> blocks.add(Arguments.of(page, block)));
        }
        return blocks;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shellBlocks")
    void shellIsValid(Page page, String block) throws Exception {
        // The shell takes a placeholder such as <name> for two redirections.
        assertWithMessage(page.name()).that(block).doesNotContainMatch("<[a-zA-Z][\\w -]*>");
        Path script = Files.writeString(directory.resolve("block.sh"), block);
        Command.output(directory, "sh", "-n", script.toString());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("yamlBlocks")
    void yamlIsValid(Page page, String block) {
        List<Node> documents = Node.parse(page.name(), block);
        assertThat(documents).isNotEmpty();
        documents.forEach(
                document -> assertWithMessage(block).that(document.value()).isNotNull());
    }

    /** Ensures that this test finds every block. A block that it does not find would never be checked. */
    @Test
    void seesEveryBlock() throws IOException {
        for (String language : List.of("sh", "yaml")) {
            for (Page page : Page.all()) {
                long fences = page.text()
                        .lines()
                        .filter(line -> line.strip().startsWith("```" + language))
                        .count();
                assertWithMessage("%s of %s", language, page)
                        .that(page.blocks(language))
                        .hasSize((int) fences);
            }
        }
        for (String name : List.of("migration.md", "canary.md", "deployment.md", "replay.md", "recording.md")) {
            assertWithMessage(name).that(Page.of(name).blocks("sh")).isNotEmpty();
        }
    }

    @Test
    void blockWithMistakeIsFound() throws Exception {
        Path script = Files.writeString(directory.resolve("block.sh"), "if true; then\n");
        assertThat(Command.run(directory, List.of("sh", "-n", script.toString()))
                        .exitCode())
                .isNotEqualTo(0);
        assertThat(Stream.of("a: b: c", "a: 1\na: 2")
                        .filter(PageBlocksTest::isYaml)
                        .toList())
                .isEmpty();
    }

    private static boolean isYaml(String text) {
        try {
            return !Node.parse("text", text).isEmpty();
        } catch (RuntimeException e) {
            return false;
        }
    }
}
