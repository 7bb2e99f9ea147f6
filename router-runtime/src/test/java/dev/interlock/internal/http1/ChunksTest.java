package dev.interlock.internal.http1;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.internal.message.EncodedResponse;
import dev.interlock.internal.syntax.FieldSection;
import org.junit.jupiter.api.Test;

final class ChunksTest {
    private final ByteWriter into = new ByteWriter(0);

    @Test
    void sizesAreHexadecimalWithoutLeadingZeros() {
        for (int bit = 0; bit < Long.SIZE - 1; bit++) {
            for (long size : new long[] {1L << bit, (1L << bit) + 1, (1L << bit) - 1}) {
                if (size > 0) {
                    into.clear();
                    Chunks.appendSize(into, size);
                    assertThat(into.toString()).isEqualTo(Long.toHexString(size) + "\r\n");
                }
            }
        }
    }

    @Test
    void lastChunkIsFollowedByTrailerSection() {
        Chunks.appendLast(into, FieldSection.EMPTY);
        assertThat(into.toString()).isEqualTo("0\r\n\r\n");
        into.clear();
        Chunks.appendLast(
                into, new EncodedResponse().header("a", "1").header("b", "2").fields());
        assertThat(into.toString()).isEqualTo("0\r\na: 1\r\nb: 2\r\n\r\n");
    }
}
