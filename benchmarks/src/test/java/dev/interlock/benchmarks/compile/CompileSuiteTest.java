package dev.interlock.benchmarks.compile;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.benchmarks.results.Arguments;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the generated sources and the options of the compile suite. */
final class CompileSuiteTest {
    private static final Pattern ROUTE = Pattern.compile("@(Get|Post|Put|Patch|Delete)\\b");

    @Test
    void sourcesHaveRequestedRoutes() {
        for (int routes : List.of(1, 16, 17, 1_000)) {
            Map<String, String> sources = ApplicationSources.of(routes);
            long found = sources.values().stream()
                    .flatMap(text -> ROUTE.matcher(text).results())
                    .count();
            assertThat(found).isEqualTo(routes);
            assertThat(sources).containsKey("api/Api.java");
        }
    }

    @Test
    void sourcesCompile(@TempDir Path results) throws Exception {
        String classPath = System.getProperty("java.class.path");
        CompileSuite suite = suite("--routes 17 --rounds 1 --processor this=" + classPath + " " + results);
        assertThat(suite.run().series()).hasSize(5);
    }

    private static CompileSuite suite(String words) throws IOException {
        return new CompileSuite(new Arguments(List.of(words.split(" ", -1))));
    }

    @Test
    void rejectsInvalidOptions() throws IOException {
        assertThat(suite("--routes 10,20 --processor old=a.jar:b.jar --rounds 2 results"))
                .isNotNull();
        for (String words : List.of(
                "results",
                "--processor a.jar results",
                "--processor a=b --routes many results",
                "--processor a=b --routes 100000 results")) {
            assertThrows(IllegalArgumentException.class, () -> suite(words));
        }
    }
}
