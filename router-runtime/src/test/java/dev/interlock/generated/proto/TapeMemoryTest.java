package dev.interlock.generated.proto;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.bytes.Slice;
import dev.interlock.http.HttpException;
import dev.interlock.internal.memory.MemoryMeter;
import org.junit.jupiter.api.Test;

/**
 * A small message may need much more memory once it is decoded. The tape charges this memory before allocating it, and
 * gives it back at the end of the request.
 */
final class TapeMemoryTest {
    private static final int MESSAGE_BYTES = 1000;
    private static final int RECORD_SLOTS = 50;
    private static final int RETAINED_BYTES = 1024;
    private static final int SLICE_BYTES = 32;

    private final Tape tape = new Tape();
    private final Meter meter = new Meter();

    /** Grants memory up to a limit. */
    private static final class Meter implements MemoryMeter {
        private long limit = Long.MAX_VALUE;
        private long taken;
        private long most;
        private long region = 1;

        @Override
        public void take(long bytes) {
            if (taken + bytes > limit) {
                throw new HttpException(503, "full");
            }
            taken += bytes;
            most = Math.max(most, taken);
        }

        @Override
        public void giveBack(long bytes) {
            taken -= bytes;
        }

        @Override
        public long arrayBytes(long length) {
            return (length + region - 1) / region * region;
        }
    }

    private void decode(int records) {
        tape.begin(new byte[MESSAGE_BYTES], 0, MESSAGE_BYTES);
        for (int i = 0; i < records; i++) {
            tape.record(RECORD_SLOTS);
        }
    }

    @Test
    void paysForGrowth() {
        tape.meter(meter);
        decode(500);
        assertThat(meter.taken).isAtLeast(500L * RECORD_SLOTS * Long.BYTES - 64 * Long.BYTES);
        tape.close(RETAINED_BYTES);
        assertThat(meter.taken).isEqualTo(0);
        assertThat(tape.retainedBytes()).isAtMost(RETAINED_BYTES);
    }

    @Test
    void rejectsMessageWithoutMemory() {
        tape.meter(meter);
        meter.limit = 10_000;
        HttpException refusal = assertThrows(HttpException.class, () -> decode(500));
        assertThat(refusal.status()).isEqualTo(503);
        tape.close(RETAINED_BYTES);
        assertThat(meter.taken).isEqualTo(0);
        meter.limit = Long.MAX_VALUE;
        decode(500);
        assertThat(meter.taken).isGreaterThan(10_000);
    }

    @Test
    void paysForBothArraysDuringCopy() {
        tape.meter(meter);
        decode(500);
        long slots = tape.slots.length;
        assertThat(meter.taken).isEqualTo(slots * Long.BYTES);
        assertThat(meter.most).isAtLeast(slots * Long.BYTES * 3 / 2);
    }

    @Test
    void paysForWholeRegions() {
        meter.region = 1024 * 1024;
        tape.meter(meter);
        decode(500);
        assertThat(meter.taken).isEqualTo(1024 * 1024);
    }

    @Test
    void paysForArraysOfViews() {
        int views = HandOuts.MOST - 1;
        tape.meter(meter);
        tape.begin(new byte[MESSAGE_BYTES], 0, MESSAGE_BYTES);
        HandOuts<Slice> slices = tape.pools.of(Slice.class);
        int first = slices.reserve(views, tape.generation);
        for (int i = 0; i < views; i++) {
            tape.objects.made(SLICE_BYTES);
            slices.keep(first + i, new Slice(), SLICE_BYTES);
        }
        int slice = tape.objects.bytes() / views;
        assertThat(slice).isAtLeast(36);
        assertThat(meter.taken).isAtLeast((long) views * slice - 4096);
        tape.close(0);
        assertThat(meter.taken).isEqualTo(0);
    }
}
