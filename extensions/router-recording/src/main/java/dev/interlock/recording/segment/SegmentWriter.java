package dev.interlock.recording.segment;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;
import org.jspecify.annotations.Nullable;

/**
 * Writes blocks of messages to segment files. Begins the next file when the current one is large or old. Deletes the
 * oldest files beyond the limit. Not safe for use by several threads.
 */
public final class SegmentWriter implements Closeable {
    private final SegmentFolder folder;
    private final SegmentLimits limits;
    private final SegmentHeaders headers;
    private final Disk disk;
    private final LZ4Compressor lz4 = LZ4Factory.fastestInstance().fastCompressor();
    private byte[] room = {};
    private @Nullable BlockWriter current;
    private @Nullable Path file;
    private long begunNanos;
    private long number;

    /** Forces a file to the disk. Tests count the calls. */
    @FunctionalInterface
    interface Disk {
        void force(FileChannel channel) throws IOException;
    }

    /** Source of the first message of each segment. */
    @FunctionalInterface
    public interface SegmentHeaders {
        /**
         * Returns the first message of a segment.
         *
         * @param number number of the segment within the process; the first segment has the number 0
         */
        byte[] header(long number);
    }

    /**
     * Creates a writer. Opens no file yet.
     *
     * @param name prefix of file names
     * @param process number of the process, which is part of file names
     */
    public SegmentWriter(Path directory, String name, long process, SegmentLimits limits, SegmentHeaders headers) {
        this(directory, name, process, limits, headers, channel -> channel.force(false));
    }

    SegmentWriter(Path directory, String name, long process, SegmentLimits limits, SegmentHeaders headers, Disk disk) {
        this.disk = disk;
        folder = new SegmentFolder(directory, name, process);
        this.limits = limits;
        this.headers = headers;
    }

    /**
     * Begins the first segment, unless one is open.
     *
     * @param now current time of {@link System#nanoTime}
     * @throws IOException if the file cannot be created
     */
    public void open(long now) throws IOException {
        if (current != null) {
            return;
        }
        Path created = folder.file(number);
        BlockWriter opened = BlockWriter.create(created);
        current = opened;
        file = created;
        begunNanos = now;
        byte[] header = headers.header(number++);
        byte[] block = new byte[Lengths.BYTES + header.length];
        System.arraycopy(header, 0, block, Lengths.write(block, 0, header.length), header.length);
        appendOrEnd(opened, block, block.length);
        folder.limit(limits.totalBytes() - limits.segmentBytes(), created);
    }

    /**
     * Writes a block. Ends the segment if it is large enough, or if the write fails; the next call of {@link #open} or
     * this method begins another one.
     *
     * @param messages messages, each behind its length (see {@link Lengths})
     * @param count number of bytes
     * @param now current time of {@link System#nanoTime}
     * @throws IOException if the block cannot be written; the file keeps its earlier blocks
     */
    public void write(byte[] messages, int count, long now) throws IOException {
        open(now);
        BlockWriter writer = current;
        if (writer == null) {
            throw new IllegalStateException("No segment is open");
        }
        appendOrEnd(writer, messages, count);
        if (writer.length() >= limits.segmentBytes()) {
            end(true);
        }
    }

    private void appendOrEnd(BlockWriter writer, byte[] messages, int count) throws IOException {
        boolean isWritten = false;
        try {
            append(writer, messages, count);
            isWritten = true;
        } finally {
            if (!isWritten) {
                end(false);
            }
        }
    }

    private void append(BlockWriter writer, byte[] messages, int count) throws IOException {
        int needed = BlockWriter.roomFor(lz4, count);
        if (room.length < needed) {
            room = new byte[needed];
        }
        writer.append(messages, count, lz4, room);
        if (limits.forcesBlocks()) {
            writer.force(disk);
        }
    }

    /**
     * Ends the current segment if it is old. Callers call this regularly.
     *
     * @param now current time of {@link System#nanoTime}
     * @throws IOException if the file cannot be closed
     */
    public void tick(long now) throws IOException {
        if (current != null && now - begunNanos >= limits.segmentNanos()) {
            end(true);
        }
    }

    /** Returns the number of files that this object deleted to stay within the limit. Any thread may call this. */
    public long deletedFiles() {
        return folder.deleted();
    }

    private void end(boolean isWhole) throws IOException {
        BlockWriter ended = current;
        Path written = file;
        current = null;
        file = null;
        if (ended == null || written == null) {
            return;
        }
        try (ended) {
            if (isWhole && limits.forcesSegments()) {
                ended.force(disk);
            }
        } finally {
            folder.limit(limits.totalBytes(), null);
        }
    }

    @Override
    public void close() throws IOException {
        end(true);
    }
}
