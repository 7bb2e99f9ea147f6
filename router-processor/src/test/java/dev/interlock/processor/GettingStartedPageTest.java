package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.http.Router;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.MavenBuilds;
import dev.interlock.processor.testing.Page;
import dev.interlock.processor.testing.Served;
import dev.interlock.processor.testing.ShownTests;
import dev.interlock.processor.testing.Snippet;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks that the service in {@code docs/getting-started.md} sends the responses that are printed there. Also runs the
 * test on the page.
 */
final class GettingStartedPageTest {
    private static final Pattern CALL =
            Pattern.compile("(?m)^curl '?http://localhost:8080(\\S+?)'?\n# (\\d{3})(?: (.*))?$");
    private static final Page PAGE = Page.of("getting-started.md");

    @Test
    void commandsAnswerAsPrinted() throws Exception {
        Router router = router(PAGE.compile());
        List<MatchResult> calls = CALL.matcher(PAGE.text()).results().toList();
        assertThat(calls).hasSize(3);
        for (MatchResult call : calls) {
            Served served = Served.get(router, call.group(1));
            assertWithMessage(call.group())
                    .that(String.valueOf(served.status()))
                    .isEqualTo(call.group(2));
            if (call.group(3) != null) {
                assertThat(served.body()).isEqualTo(call.group(3));
            } else {
                assertThat(withoutId(served.body()))
                        .isEqualTo(withoutId(PAGE.blocks("json").get(0).strip()));
            }
        }
    }

    private static Router router(Compilation compilation) throws ReflectiveOperationException {
        ClassLoader classes = compilation.classLoader();
        Constructor<?> controller = classes.loadClass("hello.Greetings").getDeclaredConstructor();
        controller.setAccessible(true);
        Method of = classes.loadClass("hello.ApiRouter").getDeclaredMethod("of", controller.getDeclaringClass());
        of.setAccessible(true);
        return (Router) of.invoke(null, controller.newInstance());
    }

    private static String withoutId(String problem) {
        return problem.replaceAll("\"requestId\":\"[0-9a-f]{16}\"", "");
    }

    @Test
    void shownTestPasses() throws ReflectiveOperationException {
        ShownTests.run(PAGE.compile(), "hello.GreetingsTest");
    }

    @Test
    @Tag("heavy")
    void mavenBuildsAndTestsIt(@TempDir Path folder) throws Exception {
        MavenBuilds builds = MavenBuilds.publishIn(folder);
        Path project = Files.createDirectories(folder.resolve("hello"));
        MavenBuilds.write(project.resolve("pom.xml"), PAGE.blocks("xml").get(0));
        for (Snippet snippet : PAGE.snippets()) {
            if (snippet.expectedErrors().isEmpty()) {
                MavenBuilds.write(project.resolve(Objects.requireNonNull(snippet.path())), snippet.code());
            }
        }
        String output = builds.run(project, "test");
        assertThat(output).contains("Tests run: 2, Failures: 0, Errors: 0, Skipped: 0");
        assertThat(output).endsWith("exit 0");
    }
}
