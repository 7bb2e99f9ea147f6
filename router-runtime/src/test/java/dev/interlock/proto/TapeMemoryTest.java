package dev.interlock.proto;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.http.HttpException;
import dev.interlock.http.MemoryMeter;
import org.junit.jupiter.api.Test;

/** A message of a few bytes may decode to many more: they are paid for before they are there, and until the request ends. */
final class TapeMemoryTest {
    private static final int MESSAGE_BYTES = 1000;
    private static final int RECORD_SLOTS = 50;
    private static final int RETAINED_BYTES = 1024;

    private final Tape tape = new Tape();
    private final Meter meter = new Meter();

    /** Counts up to a limit. */
    private static final class Meter implements MemoryMeter {
        private long limit = Long.MAX_VALUE;
        private long taken;

        @Override
        public void take(long bytes) {
            if (taken + bytes > limit) {
                throw new HttpException(503, "full");
            }
            taken += bytes;
        }

        @Override
        public void giveBack(long bytes) {
            taken -= bytes;
        }
    }

    private void decode(int records) {
        tape.begin(new byte[MESSAGE_BYTES], 0, MESSAGE_BYTES);
        for (int i = 0; i < records; i++) {
            tape.record(RECORD_SLOTS);
        }
    }

    @Test
    void paysForWhatItGrowsBy() {
        tape.meter(meter);
        decode(500);
        assertThat(meter.taken).isAtLeast(500L * RECORD_SLOTS * Long.BYTES - 64 * Long.BYTES);
        tape.close(RETAINED_BYTES);
        assertThat(meter.taken).isEqualTo(0);
        assertThat(tape.retainedBytes()).isAtMost(RETAINED_BYTES);
    }

    @Test
    void refusesAMessageThatTheServerHasNoMemoryFor() {
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
}
