package dev.interlock.http2.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.bytes.ByteWriter;
import java.util.Arrays;

/** Field blocks of literal fields, without checks and without Huffman encoding. */
public final class Blocks {
    private Blocks() {}

    /** Returns a block. Each line of the text is a field as "name|value". */
    public static byte[] of(String fields) {
        return of(fields.isEmpty() ? new String[0] : fields.split("\n", -1), 0x00);
    }

    /**
     * Returns a block.
     *
     * @param kind first byte of each field: 0x00 without indexing, 0x40 with incremental indexing
     */
    public static byte[] of(String[] fields, int kind) {
        ByteWriter block = new ByteWriter(64);
        for (String field : fields) {
            int separator = field.indexOf('|');
            block.append((byte) kind);
            text(block, field.substring(0, separator));
            text(block, field.substring(separator + 1));
        }
        return Arrays.copyOf(block.array(), block.length());
    }

    private static void text(ByteWriter block, String text) {
        int length = text.length();
        if (length < 0x7f) {
            block.append((byte) length);
        } else {
            block.append((byte) 0x7f);
            int rest = length - 0x7f;
            for (; rest > 0x7f; rest >>>= 7) {
                block.append((byte) (rest | 0x80));
            }
            block.append((byte) rest);
        }
        block.append(text.getBytes(ISO_8859_1));
    }
}
