package dev.interlock.recording;

import static com.google.common.truth.Truth.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ExchangeRingTest {
    private static final int CAPACITY = 1024;

    private final ExchangeRing ring = new ExchangeRing(CAPACITY);

    /** Returns an entry, which begins with its length. */
    private static byte[] entry(int length, int seed) {
        byte[] entry = new byte[length];
        new Random(seed).nextBytes(entry);
        ByteBuffer.wrap(entry).order(ByteOrder.LITTLE_ENDIAN).putInt(length);
        return entry;
    }

    private boolean put(byte[] entry) {
        return put(ring, entry);
    }

    private static void empty(ExchangeRing ring) {
        for (int length = ring.nextLength(); length > 0; length = ring.nextLength()) {
            ring.remove(length);
        }
    }

    private static boolean put(ExchangeRing ring, byte[] entry) {
        if (!ring.begin(entry.length)) {
            return false;
        }
        int half = entry.length / 2;
        ring.append(entry, 0, half);
        ring.append(entry, half, entry.length - half);
        ring.commit();
        return true;
    }

    private byte[] take() {
        byte[] taken = new byte[ring.nextLength()];
        ring.take(taken, taken.length);
        return taken;
    }

    @Test
    void dropsAndCountsWhatFindsNoRoom() {
        assertThat(put(entry(600, 1))).isTrue();
        assertThat(put(entry(425, 2))).isFalse();
        assertThat(put(entry(424, 3))).isTrue();
        assertThat(put(entry(4, 4))).isFalse();
        assertThat(ring.dropped()).isEqualTo(2);

        assertThat(take()).isEqualTo(entry(600, 1));
        assertThat(put(entry(600, 5))).isTrue();
        assertThat(take()).isEqualTo(entry(424, 3));
        assertThat(take()).isEqualTo(entry(600, 5));
        assertThat(ring.nextLength()).isEqualTo(0);
    }

    @Test
    void keepsEntriesAtEachPlaceOfItsEnd() {
        // 13 and 1024 have no common factor. So an entry begins at each place, and its length also wraps around the
        // end. The ring is never empty, because an empty ring begins again.
        put(entry(13, 0));
        for (int i = 1; i < 2 * CAPACITY; i++) {
            assertThat(put(entry(13, i))).isTrue();
            assertThat(take()).isEqualTo(entry(13, i - 1));
        }
        assertThat(ring.dropped()).isEqualTo(0);
    }

    @Test
    void emptyRingBeginsAgain() {
        put(entry(50, 1));
        take();
        put(entry(50, 2));
        assertThat(ring.nextIndex()).isEqualTo(50);
        take();
        put(entry(50, 3));
        assertThat(ring.nextLength()).isEqualTo(50);
        assertThat(ring.nextIndex()).isEqualTo(0);
        assertThat(take()).isEqualTo(entry(50, 3));
    }

    /** The recorder thread has not yet looked at the ring. */
    @Test
    void skippedBytesTakeNoRoom() {
        put(entry(100, 1));
        take();
        assertThat(put(entry(600, 2))).isTrue();
        assertThat(put(entry(424, 3))).isTrue();
        assertThat(put(entry(4, 4))).isFalse();
        assertThat(take()).isEqualTo(entry(600, 2));
        assertThat(take()).isEqualTo(entry(424, 3));
        assertThat(ring.nextLength()).isEqualTo(0);
    }

    @Test
    void skippedBytesWakeNoWriter() {
        put(entry(100, 1));
        assertThat(ring.needsWriter(100)).isTrue();
        take();
        put(entry(99, 2));
        assertThat(ring.needsWriter(100)).isFalse();
        put(entry(4, 3));
        assertThat(ring.needsWriter(100)).isTrue();
    }

    @Test
    void passesEntriesInOrderToAnotherThread() throws Exception {
        int count = 300_000;
        Thread loop = new Thread(() -> {
            for (int i = 0; i < count; i++) {
                byte[] entry = entry(4 + i % 97, i);
                while (!put(entry)) {
                    Thread.onSpinWait();
                }
            }
        });
        loop.start();
        for (int i = 0; i < count; i++) {
            while (ring.nextLength() == 0) {
                Thread.onSpinWait();
            }
            assertThat(take()).isEqualTo(entry(4 + i % 97, i));
        }
        loop.join();
        assertThat(ring.nextLength()).isEqualTo(0);
    }

    @Test
    void hidesAnEntryUntilItIsWhole() {
        byte[] entry = entry(100, 1);
        assertThat(ring.begin(entry.length)).isTrue();
        ring.append(entry, 0, 99);
        assertThat(ring.nextLength()).isEqualTo(0);

        ring.append(entry, 99, 1);
        ring.commit();
        assertThat(take()).isEqualTo(entry);
    }

    @Test
    void wakesWriterAfterEachBlock() {
        put(entry(99, 1));
        assertThat(ring.needsWriter(100)).isFalse();
        put(entry(4, 2));
        assertThat(ring.needsWriter(100)).isTrue();
        assertThat(ring.needsWriter(100)).isFalse();
        put(entry(100, 3));
        assertThat(ring.needsWriter(100)).isTrue();
    }

    /** Another event loop has woken the writer. The ring has not skipped anything. */
    @Test
    void emptiedRingWakesNoWriter() {
        put(entry(30, 1));
        take();
        put(entry(30, 2));
        assertThat(ring.needsWriter(40)).isFalse();
        put(entry(9, 3));
        assertThat(ring.needsWriter(40)).isFalse();
        put(entry(4, 4));
        assertThat(ring.needsWriter(40)).isTrue();
    }

    /** Each event loop wakes the recorder thread at its share of a block, and the thread empties all rings. */
    @Test
    void loopsWakeWriterOncePerBlock() {
        int share = 100;
        List<ExchangeRing> rings =
                Stream.generate(() -> new ExchangeRing(16 * CAPACITY)).limit(8).toList();
        int unread = 0;
        int wakes = 0;
        for (int i = 0; i < 8_000; i++) {
            ExchangeRing ring = rings.get(i % rings.size());
            assertThat(put(ring, entry(10, i))).isTrue();
            unread += 10;
            if (ring.needsWriter(share)) {
                assertThat(unread).isAtLeast(rings.size() * (share - 10));
                rings.forEach(ExchangeRingTest::empty);
                unread = 0;
                wakes++;
            }
            assertThat(unread).isAtMost(rings.size() * share);
        }
        assertThat(wakes).isAtLeast(100);
    }

    @Test
    void wakesWriterWhenHalfOfSmallRingIsUsed() {
        put(entry(CAPACITY / 2 - 1, 1));
        assertThat(ring.needsWriter(CAPACITY)).isFalse();
        put(entry(4, 2));
        assertThat(ring.needsWriter(CAPACITY)).isTrue();
    }
}
