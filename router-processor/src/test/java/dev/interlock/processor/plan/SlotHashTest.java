package dev.interlock.processor.plan;

import static com.google.common.truth.Truth.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SlotHashTest {
    @Test
    void hasTwoSlotsForNothing() {
        assertThat(SlotHash.of(List.of()).bits()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 40})
    void sendsFewToSlotsOfTheirOwn(int count) {
        List<Long> hashes = new Random(7).longs(count).boxed().toList();
        SlotHash hash = SlotHash.of(hashes);
        assertThat(hash.collisions()).isEqualTo(0);
        assertThat(hashes.stream().map(hash::slot).distinct().count()).isEqualTo(count);
        assertThat(1 << hash.bits()).isAtMost(16 * count);
    }

    @Test
    void keepsTheTableOfManySmall() {
        List<Long> hashes =
                IntStream.range(0, 10_000).mapToObj(i -> (long) i << 40).toList();
        SlotHash hash = SlotHash.of(hashes);
        assertThat(1 << hash.bits()).isAtMost(4 * 10_000);
        assertThat(hash.collisions()).isLessThan(5_000);
    }
}
