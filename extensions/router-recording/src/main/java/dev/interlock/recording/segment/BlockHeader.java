package dev.interlock.recording.segment;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Format of segment files. All numbers are little endian. A file begins with the bytes {@code ILREC\r\n\x1a} and
 * {@link #VERSION} (4 bytes). Blocks follow. The header of a block has five numbers of 4 bytes:
 *
 * <ol>
 *   <li>number of stored bytes after the header
 *   <li>number of bytes after decompression
 *   <li>compression, {@link #PLAIN} or {@link #LZ4}
 *   <li>CRC32C of the stored bytes
 *   <li>CRC32C of the four numbers before
 * </ol>
 *
 * <p>The decompressed bytes of a block are messages. A protobuf varint with the length precedes each message.
 *
 * @param stored number of stored bytes after the header, 1 to {@link #MAX_BYTES}
 * @param length number of bytes after decompression, 1 to {@link #MAX_BYTES}
 * @param compression {@link #PLAIN} or {@link #LZ4}
 * @param checksum CRC32C of the stored bytes
 */
public record BlockHeader(int stored, int length, int compression, int checksum) {
    private static final byte[] MAGIC = "ILREC\r\n\u001a".getBytes(StandardCharsets.US_ASCII);
    /** Version of the format. */
    public static final int VERSION = 1;
    /** Size of the header of a file, in bytes. */
    public static final int FILE_HEADER = 12;
    /** Size of the header of a block, in bytes. */
    public static final int BYTES = 20;
    /** The block is not compressed. */
    public static final int PLAIN = 0;
    /** The block is an LZ4 block. */
    public static final int LZ4 = 1;

    /** Maximum size of a block in bytes. A reader needs up to twice this memory. */
    static final int MAX_BYTES = 64 << 20;

    private static final int CHECKED = BYTES - Integer.BYTES;

    /** Returns the header of a new file. */
    static ByteBuffer fileHeader() {
        ByteBuffer header = ByteBuffer.allocate(FILE_HEADER).order(ByteOrder.LITTLE_ENDIAN);
        return header.put(MAGIC).putInt(VERSION).flip();
    }

    /** Returns whether bytes begin like a segment file. They may be too few for a whole file header. */
    public static boolean isFile(byte[] first) {
        int known = Math.min(first.length, MAGIC.length);
        return Arrays.equals(first, 0, known, MAGIC, 0, known);
    }

    /** Returns the version in a whole file header. */
    public static int version(byte[] fileHeader) {
        return ByteBuffer.wrap(fileHeader).order(ByteOrder.LITTLE_ENDIAN).getInt(MAGIC.length);
    }

    /** Writes a header at the position of a little-endian buffer. */
    static void write(ByteBuffer into, int stored, int length, int compression, int checksum) {
        int at = into.position();
        into.putInt(stored).putInt(length).putInt(compression).putInt(checksum);
        CRC32C check = new CRC32C();
        check.update(into.duplicate().position(at).limit(at + CHECKED));
        into.putInt((int) check.getValue());
    }

    /** Reads a header from the start of an array. Returns null if its checksum or a number is wrong. */
    public static @Nullable BlockHeader read(byte[] bytes) {
        ByteBuffer from = ByteBuffer.wrap(bytes, 0, BYTES).order(ByteOrder.LITTLE_ENDIAN);
        BlockHeader header = new BlockHeader(from.getInt(), from.getInt(), from.getInt(), from.getInt());
        CRC32C check = new CRC32C();
        check.update(bytes, 0, CHECKED);
        boolean isWhole = from.getInt() == (int) check.getValue();
        return isWhole && header.isPossible() ? header : null;
    }

    private boolean isPossible() {
        boolean inRange = stored > 0 && stored <= MAX_BYTES && length > 0 && length <= MAX_BYTES;
        return inRange && (compression == LZ4 || (compression == PLAIN && stored == length));
    }
}
