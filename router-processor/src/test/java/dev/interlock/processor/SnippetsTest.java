package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Page;
import dev.interlock.processor.testing.Snippet;
import dev.interlock.processor.testing.Snippet.ExpectedError;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Checks that every Java snippet of the README and of {@code docs} compiles without a warning when a reader pastes it
 * after the snippets before it. A snippet with mistakes must cause the errors that its comments announce. The text
 * block after the snippet must show these errors as javac prints them.
 */
final class SnippetsTest {
    /**
     * Pages whose code is compiled by other tests. BuildingPageTest builds the files with Maven. DiagnosticsPageTest
     * compiles an example of each message.
     */
    private static final Set<String> COMPILED_ELSEWHERE = Set.of("building.md", "diagnostics.md");

    private static final Pattern CODE = Pattern.compile("(?s)\\[(IL\\d{3})].*");
    private static final List<Page> PAGES = Page.all();

    static Stream<Arguments> snippets() {
        return PAGES.stream()
                .filter(page -> !COMPILED_ELSEWHERE.contains(page.name()))
                .flatMap(page -> page.snippets().stream().map(snippet -> Arguments.of(page, snippet)));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("snippets")
    void compilesAsPasted(Page page, Snippet snippet) {
        Compilation compilation = Page.compile(page.upTo(snippet));
        if (snippet.expectedErrors().isEmpty()) {
            assertWithMessage("%s", snippet).that(compilation.complaints()).isEmpty();
        } else {
            assertThat(errors(compilation)).isEqualTo(snippet.expectedErrors());
            assertThat(compilation.warnings()).isEmpty();
            assertThat(Page.output(compilation) + "\n").isEqualTo(snippet.output());
        }
    }

    private static List<ExpectedError> errors(Compilation compilation) {
        return compilation.errors().stream()
                .map(error -> new ExpectedError(
                        error.line(), CODE.matcher(error.text()).replaceFirst("$1")))
                .toList();
    }

    /** Ensures that this test finds every block of Java. A block that it does not find would never be compiled. */
    @Test
    void seesEveryJavaBlock() {
        for (Page page : PAGES) {
            long fences = page.text()
                    .lines()
                    .filter(line -> line.strip().startsWith("```java"))
                    .count();
            assertWithMessage(page.name()).that(page.snippets()).hasSize((int) fences);
        }
        assertThat(snippets().count()).isAtLeast(60);
    }

    /** If a snippet uses a router, the page must also show the application of the router. */
    @Test
    void showsApplicationOfEachRouter() {
        for (Page page : PAGES) {
            String code = page.snippets().stream().map(Snippet::code).collect(Collectors.joining());
            if (code.contains("ApiRouter")) {
                assertWithMessage(page.name()).that(code).contains("@HttpApp(");
            }
        }
    }

    @Test
    void showsAtLeastOneError() {
        assertThat(snippets()
                        .map(it -> (Snippet) it.get()[1])
                        .filter(it -> !it.expectedErrors().isEmpty())
                        .toList())
                .isNotEmpty();
    }
}
