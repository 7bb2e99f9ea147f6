package dev.interlock.recording;

import dev.interlock.recording.segment.BlockHeader;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;
import org.jspecify.annotations.Nullable;

/**
 * Reads the messages of a segment file in order. The first message is a {@code SegmentHeader}, and all others are
 * {@code RecordedExchange}s. The file {@code interlock/recording.proto} in this jar defines them.
 *
 * <p>A killed process leaves a file whose last block is incomplete. The reader then returns the messages of all
 * complete blocks; see {@link #isCutOff()}. Checksums detect damage. The reader holds one block in memory: usually less
 * than 1 MiB, and at most 128 MiB including the compressed bytes. Not safe for use by several threads.
 */
public final class SegmentReader implements Closeable {
    private static final byte[] NOTHING = {};

    private final Path file;
    private final InputStream input;
    private final LZ4SafeDecompressor lz4 = LZ4Factory.safeInstance().safeDecompressor();
    private final byte[] header = new byte[BlockHeader.BYTES];
    private byte[] stored = NOTHING;
    private byte[] block = NOTHING;
    /** Index of the next message in the block. */
    private int at;
    /** Length of the block in bytes. */
    private int end;
    /** Position of the next block in the file. */
    private long position = BlockHeader.FILE_HEADER;

    private boolean isCutOff;
    private boolean isOver;

    private SegmentReader(Path file, InputStream input) {
        this.file = file;
        this.input = input;
    }

    /**
     * Opens a file.
     *
     * @throws SegmentException if the file is not a recording segment, or has an unknown version
     * @throws IOException if the file cannot be read
     */
    public static SegmentReader open(Path file) throws IOException {
        InputStream input = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        SegmentReader reader = new SegmentReader(file, input);
        boolean opened = false;
        try {
            reader.readFileHeader();
            opened = true;
            return reader;
        } finally {
            if (!opened) {
                input.close();
            }
        }
    }

    private void readFileHeader() throws IOException {
        byte[] found = input.readNBytes(BlockHeader.FILE_HEADER);
        if (!BlockHeader.isFile(found)) {
            throw new SegmentException(file + " is not a recording segment. Tip: segment files end in .ilrec");
        }
        if (found.length < BlockHeader.FILE_HEADER) {
            // The process was killed before it wrote the file header.
            isCutOff = true;
            isOver = true;
            return;
        }
        int version = BlockHeader.version(found);
        if (version != BlockHeader.VERSION) {
            throw new SegmentException(file + " has format version " + version
                    + ", but this program reads only version "
                    + BlockHeader.VERSION + ". Tip: use the release that recorded it");
        }
    }

    /**
     * Returns the bytes of the next message, or null after the last one.
     *
     * @throws SegmentException if a block before the last one is damaged, or a message is longer than its block
     * @throws IOException if the file cannot be read
     */
    public byte @Nullable [] next() throws IOException {
        while (at == end) {
            if (isOver || !readBlock()) {
                isOver = true;
                return null;
            }
        }
        int length = readLength();
        if (length < 0 || length > end - at) {
            throw damaged("a message is longer than its block");
        }
        byte[] message = Arrays.copyOfRange(block, at, at + length);
        at += length;
        return message;
    }

    /**
     * Returns whether the file ends within a block, so that the last messages are missing. The result is final after
     * {@link #next()} has returned null.
     */
    public boolean isCutOff() {
        return isCutOff;
    }

    @Override
    public void close() throws IOException {
        input.close();
    }

    private int readLength() throws SegmentException {
        int length = 0;
        for (int shift = 0; shift < Integer.SIZE && at < end; shift += 7) {
            byte next = block[at++];
            length |= (next & 0x7f) << shift;
            if (next >= 0) {
                return length;
            }
        }
        throw damaged("the length of a message is malformed");
    }

    /** Reads the next block. Returns false at the end of the file. */
    private boolean readBlock() throws IOException {
        int read = input.readNBytes(header, 0, BlockHeader.BYTES);
        if (read < BlockHeader.BYTES) {
            isCutOff = read > 0;
            return false;
        }
        BlockHeader next = BlockHeader.read(header);
        if (next == null) {
            return endOrDamage("the header of the block is wrong");
        }
        stored = room(stored, next.stored());
        if (input.readNBytes(stored, 0, next.stored()) < next.stored()) {
            isCutOff = true;
            return false;
        }
        CRC32C check = new CRC32C();
        check.update(stored, 0, next.stored());
        if ((int) check.getValue() != next.checksum()) {
            return endOrDamage("the checksum of the block is wrong");
        }
        decompress(next);
        position += BlockHeader.BYTES + next.stored();
        return true;
    }

    /**
     * Ends the file if only zeros follow: after a power failure, the last blocks may have a length but no bytes.
     */
    private boolean endOrDamage(String problem) throws IOException {
        byte[] rest = new byte[8192];
        for (int read = input.read(rest); read >= 0; read = input.read(rest)) {
            for (int i = 0; i < read; i++) {
                if (rest[i] != 0) {
                    throw damaged(problem);
                }
            }
        }
        isCutOff = true;
        return false;
    }

    private void decompress(BlockHeader next) throws SegmentException {
        at = 0;
        end = next.length();
        if (next.compression() == BlockHeader.PLAIN) {
            byte[] free = block;
            block = stored;
            stored = free;
            return;
        }
        block = room(block, next.length());
        try {
            if (lz4.decompress(stored, 0, next.stored(), block, 0, next.length()) == next.length()) {
                return;
            }
        } catch (LZ4Exception e) {
            // Reported below.
        }
        throw damaged("the block cannot be decompressed");
    }

    private static byte[] room(byte[] old, int length) {
        return old.length < length ? new byte[length] : old;
    }

    private SegmentException damaged(String problem) {
        return new SegmentException(file + " is damaged at byte " + position + ": " + problem
                + ". Tip: copy the file again, or replay without it");
    }
}
