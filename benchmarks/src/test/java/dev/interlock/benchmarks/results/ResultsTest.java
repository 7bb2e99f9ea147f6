package dev.interlock.benchmarks.results;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Tests the descriptions of suites. */
final class ResultsTest {
    @Test
    void everySuiteIsDescribed() throws IOException {
        Matcher all = Pattern.compile("for name in ([a-z0-9 ]+ servers); do").matcher(Files.readString(Path.of("run")));
        assertThat(all.find()).isTrue();
        for (String suite : List.of(all.group(1).split(" ", -1))) {
            assertThat(Results.begin(suite).quantities()).isNotEmpty();
        }
    }
}
