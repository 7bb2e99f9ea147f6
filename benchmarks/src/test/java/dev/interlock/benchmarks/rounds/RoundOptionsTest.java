package dev.interlock.benchmarks.rounds;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RoundOptionsTest {
    @Test
    void everythingHasADefaultButTheDirectory() {
        assertThat(parse("out")).isEqualTo(new RoundOptions(5, false, Path.of("out"), Optional.empty()));
    }

    @Test
    void allOptions() {
        assertThat(parse("--rounds", "7", "--quick", "--prost", "peer", "out"))
                .isEqualTo(new RoundOptions(7, true, Path.of("out"), Optional.of(Path.of("peer"))));
    }

    @Test
    void quickMeansFewerRounds() {
        assertThat(parse("--quick", "out").rounds()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--rounds",
                "--rounds 0 out",
                "--rounds x out",
                "--fast out",
                "out other",
                "--quick",
                "--matchit peer out"
            })
    void othersAreRefused(String arguments) {
        String[] words = arguments.isEmpty() ? new String[0] : arguments.split(" ");
        IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, () -> parse(words));
        assertThat(thrown).hasMessageThat().isNotEmpty();
    }

    private static RoundOptions parse(String... arguments) {
        return RoundOptions.parse("prost", 5, 2, arguments);
    }
}
