package dev.interlock.http2.internal.head;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.http2.internal.Blocks;
import dev.interlock.http2.internal.error.Violation;
import dev.interlock.http2.internal.hpack.HpackDecoder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FieldBlockReaderTest {
    private static final String GET = ":method|GET\n:scheme|https\n:path|/a\n:authority|a.test";
    private static final byte[] BLOCK = Blocks.of(GET + "\naccept|*/*\ncookie|a=b");

    private final RequestReader reader = new RequestReader();

    /** Passes a block in fragments of equal length. Overwrites the array after each fragment. */
    private @Nullable Violation read(byte[] block, int length) {
        reader.begin();
        for (int from = 0; from < block.length; from += length) {
            int count = Math.min(length, block.length - from);
            byte[] fragment = new byte[count + 2];
            System.arraycopy(block, from, fragment, 1, count);
            Violation found = reader.block.read(fragment, 1, 1 + count, from + count == block.length);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    @Test
    void joinsFragments() {
        for (int length = 3; length <= BLOCK.length; length++) {
            assertThat(read(BLOCK, length)).isNull();
            assertThat(reader.end(true)).isNull();
            assertWithMessage("fragments of %s", length)
                    .that(reader.headers())
                    .containsExactly("host: a.test", "accept: */*", "cookie: a=b")
                    .inOrder();
        }
    }

    @Test
    void cutBlockIsAViolation() {
        for (int length = 1; length < BLOCK.length; length++) {
            RequestReader each = new RequestReader();
            each.begin();
            Violation found = each.block.read(BLOCK, 0, length, true);
            if (found == null) {
                // The fragments divide the block between two fields.
                each.begin();
                assertThat(each.block.read(BLOCK, length, BLOCK.length, true)).isNull();
            } else {
                assertThat(found).isEqualTo(Violation.HPACK_CUT);
            }
        }
    }

    @Test
    void limitsTheFramesOfABlock() {
        byte[] block = Blocks.of(GET + "\nx|y".repeat(50));
        int most = reader.limits().blockFrames();
        assertThat(read(block, (block.length + most - 1) / most)).isNull();
        assertThat(read(block, block.length / (most + 1))).isEqualTo(Violation.MANY_CONTINUATIONS);
    }

    @Test
    void limitsTheBytesOfABlock() {
        byte[] large = Blocks.of(GET + "\nx|" + "v".repeat(64 << 10));
        assertThat(read(large, 16 << 10)).isEqualTo(Violation.LARGE_BLOCK);
    }

    /** A head above the limit gets 431, and the connection stays open. */
    @Test
    void sectionAboveTheLimitIsReadToItsEnd() {
        byte[] block = Blocks.of((GET + ("\nx|" + "v".repeat(1000)).repeat(40)).split("\n"), 0x40);
        assertThat(read(block, 16 << 10)).isNull();
        assertThat(reader.end(true)).isEqualTo(HeadRefusal.LARGE_SECTION);
        // The table has the last three fields. Of the others, nothing is kept.
        assertThat(reader.read(new byte[] {(byte) 0xbe, (byte) 0xbf, (byte) 0xc0}, true))
                .isEqualTo(HeadRefusal.MISSING_PSEUDO_FIELD);
        assertThat(reader.headers()).hasSize(3);
        assertThat(reader.read(GET)).isNull();
    }

    @Test
    void keepsLittleBetweenBlocks() {
        assertThat(read(Blocks.of(GET + "\nx|" + "v".repeat(10_000)), 1000)).isNull();
        assertThat(reader.end(true)).isNull();
        assertThat(reader.block.heldBytes()).isEqualTo(0);
    }

    @Test
    void hpackViolationEndsTheConnection() {
        assertThat(read(new byte[] {(byte) 0x82, (byte) 0x80}, 2)).isEqualTo(Violation.HPACK_INDEX);
        FieldBlockReader other = new FieldBlockReader(new HpackDecoder(), HeadLimits.DEFAULT);
        assertThat(other.heldBytes()).isEqualTo(0);
    }
}
