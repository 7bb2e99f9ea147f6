package dev.interlock.benchmarks.server;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ArgumentsTest {
    @Test
    void pairsAndTheDirectory() {
        Arguments arguments = new Arguments("--jar", "a.jar", "--requests", "20", "out");

        assertThat(arguments.text("jar")).isEqualTo("a.jar");
        assertThat(arguments.count("requests", 7)).isEqualTo(20);
        assertThat(arguments.count("others", 7)).isEqualTo(7);
        assertThat(arguments.results()).isEqualTo(Path.of("out"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--jar", "--jar a.jar", "jar a.jar out", "--jar a.jar --requests out"})
    void othersAreRefused(String words) {
        assertThrows(IllegalArgumentException.class, () -> new Arguments(words.split(" ", -1)).text("requests"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "many", "1e6", "1000000000000"})
    void countsAreNumbersFromOneOn(String value) {
        Arguments arguments = new Arguments("--requests", value, "out");

        assertThrows(IllegalArgumentException.class, () -> arguments.count("requests", 7));
    }
}
