package dev.interlock.recording.segment;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.zip.CRC32C;
import net.jpountz.lz4.LZ4Compressor;

/**
 * Writes the blocks of one segment file. Each block takes one write, so a killed process leaves all earlier blocks
 * whole. Only the owner of the file can read it.
 */
final class BlockWriter implements Closeable {
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final FileChannel channel;
    /** Length of the file up to the last complete block. */
    private long length;

    private BlockWriter(FileChannel channel) {
        this.channel = channel;
    }

    /** Creates a file, which must not exist yet. */
    static BlockWriter create(Path file) throws IOException {
        boolean isPosix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        BlockWriter writer = new BlockWriter(
                isPosix ? FileChannel.open(file, options, OWNER_ONLY) : FileChannel.open(file, options));
        boolean isWhole = false;
        try {
            writer.append(BlockHeader.fileHeader());
            isWhole = true;
            return writer;
        } finally {
            if (!isWhole) {
                writer.channel.close();
            }
        }
    }

    long length() {
        return length;
    }

    /**
     * Appends a block. If the write fails, the file keeps its earlier blocks.
     *
     * @param lz4 compressor; the writer stores a block uncompressed if compression would make it larger
     * @param array buffer of at least {@link #roomFor} bytes
     */
    void append(byte[] messages, int count, LZ4Compressor lz4, byte[] array) throws IOException {
        int most = array.length - BlockHeader.BYTES;
        int stored = lz4.compress(messages, 0, count, array, BlockHeader.BYTES, most);
        int compression = BlockHeader.LZ4;
        if (stored >= count) {
            System.arraycopy(messages, 0, array, BlockHeader.BYTES, count);
            stored = count;
            compression = BlockHeader.PLAIN;
        }
        CRC32C check = new CRC32C();
        check.update(array, BlockHeader.BYTES, stored);
        ByteBuffer room = ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN);
        BlockHeader.write(room, stored, count, compression, (int) check.getValue());
        append(room.position(0).limit(BlockHeader.BYTES + stored));
    }

    /** Returns the buffer size that {@link #append} needs for a block, in bytes. */
    static int roomFor(LZ4Compressor lz4, int count) {
        return BlockHeader.BYTES + lz4.maxCompressedLength(count);
    }

    private void append(ByteBuffer bytes) throws IOException {
        long before = length;
        boolean isWhole = false;
        try {
            while (bytes.hasRemaining()) {
                length += channel.write(bytes);
            }
            isWhole = true;
        } finally {
            if (!isWhole) {
                length = before;
                channel.truncate(before);
            }
        }
    }

    /** Forces all blocks to the disk. */
    void force(SegmentWriter.Disk disk) throws IOException {
        disk.force(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
