package dev.interlock.benchmarks.protobuf;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SuiteOptionsTest {
    @Test
    void everythingHasADefaultButTheDirectory() {
        assertThat(SuiteOptions.parse("out")).isEqualTo(new SuiteOptions(3, false, Path.of("out"), Optional.empty()));
    }

    @Test
    void allOptions() {
        assertThat(SuiteOptions.parse("--rounds", "7", "--quick", "--prost", "peer", "out"))
                .isEqualTo(new SuiteOptions(7, true, Path.of("out"), Optional.of(Path.of("peer"))));
    }

    @Test
    void quickMeansOneShortRound() {
        SuiteOptions quick = SuiteOptions.parse("--quick", "out");
        assertThat(quick.rounds()).isEqualTo(1);
        assertThat(quick.iterations()).isLessThan(SuiteOptions.parse("out").iterations());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--rounds", "--rounds 0 out", "--rounds x out", "--fast out", "out other", "--quick"})
    void othersAreRefused(String arguments) {
        String[] words = arguments.isEmpty() ? new String[0] : arguments.split(" ");
        IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, () -> SuiteOptions.parse(words));
        assertThat(thrown).hasMessageThat().isNotEmpty();
    }
}
