package dev.interlock.benchmarks.process;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CoresTest {
    @Test
    void parsesProcessorLists() {
        assertThat(Cores.parseList("0")).containsExactly(0);
        assertThat(Cores.parseList("0-3,8")).containsExactly(0, 1, 2, 3, 8).inOrder();
    }

    @Test
    void choosesDifferentCores() throws IOException {
        Cores cores = Cores.choose(List.of(2, 3, 6), processor -> List.of(2, 3));
        assertThat(cores).isEqualTo(new Cores(2, 6));
    }

    @Test
    void choosesThreadsOfSameCoreIfNecessary() throws IOException {
        assertThat(Cores.choose(List.of(0, 1), processor -> List.of(0, 1))).isEqualTo(new Cores(0, 1));
    }

    @Test
    void rejectsSingleProcessor() {
        assertThrows(IOException.class, () -> Cores.choose(List.of(0), List::of));
    }

    @Test
    void pinnedCommandKeepsProcess() {
        assertThat(Cores.pinned(1, List.of("server", "--port")))
                .containsExactly("taskset", "-c", "1", "server", "--port")
                .inOrder();
    }
}
