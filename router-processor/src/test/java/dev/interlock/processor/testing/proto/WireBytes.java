package dev.interlock.processor.testing.proto;

import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Writes the basic parts of encoded messages. */
final class WireBytes {
    private static final int LONGEST_VARINT = 10;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final @Nullable Random random;

    /** Creates a writer whose varints have minimal length. */
    WireBytes() {
        this.random = null;
    }

    /** Creates a writer whose varints are sometimes longer than necessary. */
    WireBytes(Random random) {
        this.random = random;
    }

    WireBytes tag(int number, int wireType) {
        return varint((long) number << 3 | wireType);
    }

    WireBytes varint(long value) {
        int rest = LONGEST_VARINT;
        for (long left = value; (left & ~0x7FL) != 0; left >>>= 7) {
            out.write((int) left | 0x80);
            rest--;
        }
        int shift = 7 * (LONGEST_VARINT - rest);
        int last = (int) (value >>> Math.min(shift, 63)) & 0x7F;
        int padding = random != null && random.nextInt(12) == 0 ? random.nextInt(rest) : 0;
        if (padding == 0) {
            out.write(last);
            return this;
        }
        out.write(last | 0x80);
        for (int i = 1; i < padding; i++) {
            out.write(0x80);
        }
        out.write(0);
        return this;
    }

    WireBytes fixed32(int value) {
        for (int i = 0; i < Integer.SIZE; i += 8) {
            out.write(value >>> i);
        }
        return this;
    }

    WireBytes fixed64(long value) {
        return fixed32((int) value).fixed32((int) (value >>> 32));
    }

    WireBytes bytes(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    WireBytes delimited(int number, byte[] bytes) {
        return tag(number, WireFormat.WIRETYPE_LENGTH_DELIMITED)
                .varint(bytes.length)
                .bytes(bytes);
    }

    WireBytes group(int number, byte[] content) {
        return tag(number, WireFormat.WIRETYPE_START_GROUP).bytes(content).tag(number, WireFormat.WIRETYPE_END_GROUP);
    }

    byte[] toByteArray() {
        return out.toByteArray();
    }
}
