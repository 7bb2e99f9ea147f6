package dev.interlock.recording;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.recording.redact.Redactor;
import dev.interlock.recording.segment.SegmentWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sizes at which event loops wake the recorder thread. */
final class RecordWriterTest {
    private final RecordingOptions options = new RecordingOptions(Path.of("unused"));
    private final SegmentHeader header = new SegmentHeader("", "", 0);
    private final RecordWriter writer = new RecordWriter(
            new SegmentWriter(options.directory, "unused", 0, options.limits(), header),
            new ExchangeEncoder(
                    new Policies(options, List.of()), new Redactor(options.redaction.rules(), new byte[32], List.of())),
            header,
            RecordingOptions.BLOCK_BYTES);

    private void add(int rings) {
        for (int i = 0; i < rings; i++) {
            writer.add(new ExchangeRing(64 * 1024));
        }
    }

    /** With up to 16 event loops, a killed process loses the same number of bytes as with one. */
    @Test
    void loopsWakeTheThreadAtTheirShareOfABlock() {
        add(1);
        assertThat(writer.wakeBytes()).isEqualTo(256 * 1024);
        add(7);
        assertThat(writer.wakeBytes()).isEqualTo(32 * 1024);
    }

    @Test
    void manyLoopsDoNotWakeTheThreadForAFewBytes() {
        add(64);
        assertThat(writer.wakeBytes()).isEqualTo(16 * 1024);
    }
}
