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
    void hasOneSlotForAtMostOneHash() {
        assertThat(SlotHash.of(List.of())).isEqualTo(new SlotHash(0, 0, 0));
        assertThat(SlotHash.of(List.of(42L))).isEqualTo(new SlotHash(0, 0, 0));
        assertThat(SlotHash.of(List.of(42L)).slot(-1)).isEqualTo(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 40})
    void separatesFewHashes(int count) {
        List<Long> hashes = new Random(7).longs(count).boxed().toList();
        SlotHash hash = SlotHash.of(hashes);
        assertThat(hash.collisions()).isEqualTo(0);
        assertThat(hashes.stream().map(hash::slot).distinct().count()).isEqualTo(count);
        assertThat(1 << hash.bits()).isAtMost(4 * count);
    }

    @Test
    void limitsTableOfManyHashes() {
        List<Long> hashes =
                IntStream.range(0, 10_000).mapToObj(i -> (long) i << 40).toList();
        SlotHash hash = SlotHash.of(hashes);
        assertThat(1 << hash.bits()).isAtMost(4 * 10_000);
        assertThat(hash.collisions()).isLessThan(5_000);
    }
}
