package dev.interlock.benchmarks.results;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ArgumentsTest {
    private static Arguments parse(String words) {
        return new Arguments(List.of(words.split(" ", -1)));
    }

    @Test
    void parsesPairsAndDirectory() {
        Arguments arguments = parse("--jar a.jar --quick --requests 20 --beside a --beside b out");
        assertThat(arguments.text("jar")).isEqualTo("a.jar");
        assertThat(arguments.count("requests", 7)).isEqualTo(20);
        assertThat(arguments.count("others", 7)).isEqualTo(7);
        assertThat(arguments.all("beside")).containsExactly("a", "b").inOrder();
        assertThat(arguments.find("prost")).isEmpty();
        assertThat(arguments.isQuick()).isTrue();
        assertThat(arguments.results()).isEqualTo(Path.of("out"));
        assertThat(parse("out").isQuick()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--jar", "--quick", "--jar a.jar", "jar a.jar out", "--jar a.jar --requests out"})
    void rejectsOthers(String words) {
        assertThrows(RuntimeException.class, () -> parse(words).text("requests"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "many", "1e6", "1000000000"})
    void rejectsCountsBelowOne(String value) {
        Arguments arguments = parse("--requests " + value + " out");
        assertThrows(IllegalArgumentException.class, () -> arguments.count("requests", 7));
    }
}
