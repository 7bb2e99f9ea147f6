package dev.interlock.internal.form;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.http.HttpException;
import dev.interlock.http.HttpStatus;
import dev.interlock.internal.memory.PaidArray;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Content of one part while it arrives. The content is first in memory, then in a file of its own. */
final class PartContent {
    /** Limit on the bytes of a part without a file of its own. */
    private static final int SMALL = 8 * 1024;

    /** Largest number of bytes that a character takes while it is converted: two in the string, and three in UTF-8. */
    private static final int CONVERTED = 5;

    private final @Nullable PartFiles files;
    private final int memoryLeft;
    private final ByteWriter start = new ByteWriter(0);
    /** Charge for the array of {@link #start}. */
    private final PaidArray array = new PaidArray();

    private @Nullable Path file;
    private @Nullable FileChannel channel;
    private long size;
    /** Number of bytes that the directory has reserved for the file. */
    private long reserved;

    /**
     * Creates an empty content.
     *
     * @param files files for the bytes beyond the memory limit, or null if all bytes stay in memory
     * @param memoryLeft number of bytes of the body that may still stay in memory
     * @param memory account that is charged for the bytes in memory
     */
    PartContent(@Nullable PartFiles files, int memoryLeft, PartMemory memory) {
        this.files = files;
        this.memoryLeft = files == null ? Integer.MAX_VALUE : memoryLeft;
        array.meter(memory);
    }

    void append(byte[] bytes, int from, int to) throws IOException {
        int count = to - from;
        if (files == null || (channel == null && size + count <= Math.max(memoryLeft, SMALL))) {
            array.ensure(start, count);
            start.append(bytes, from, to);
        } else {
            FileChannel target = channel(files);
            reserve(files, count);
            write(target, bytes, from, to);
        }
        size += count;
    }

    private static void write(FileChannel target, byte[] bytes, int from, int to) throws IOException {
        ByteBuffer source = ByteBuffer.wrap(bytes, from, to - from);
        while (source.hasRemaining()) {
            target.write(source);
        }
    }

    long size() {
        return size;
    }

    private FileChannel channel(PartFiles target) throws IOException {
        FileChannel open = channel;
        if (open == null) {
            Path own = target.create();
            file = own;
            open = FileChannel.open(own, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
            channel = open;
            reserve(target, start.length());
            write(open, start.array(), 0, start.length());
            forget();
        }
        return open;
    }

    private void reserve(PartFiles of, int bytes) {
        of.directory().reserve(bytes);
        reserved += bytes;
    }

    private void forget() {
        start.clear(0);
        array.giveBack();
    }

    /**
     * Returns the complete part. Its file then belongs to the caller.
     *
     * @throws HttpException 413 if the part is in a file, and its text must be converted to UTF-8
     */
    ReceivedPart end(PartHead head) throws IOException {
        Path own = file;
        if (own != null && files != null) {
            if (head.charset() != null) {
                throw new HttpException(
                                HttpStatus.CONTENT_TOO_LARGE,
                                "The part '" + head.name() + "' is too long for its charset: send UTF-8.")
                        .with("in", "part");
            }
            closeChannel();
            file = null;
            return ReceivedPart.inFile(head, own, size, files.directory());
        }
        byte[] bytes = content(head.charset());
        if (files == null || bytes.length <= memoryLeft) {
            return ReceivedPart.inMemory(head, bytes, files == null ? null : files.directory());
        }
        ReceivedPart part = ReceivedPart.inSharedFile(head, files, files.append(bytes), bytes.length);
        forget();
        return part;
    }

    /** Returns the content in UTF-8, in an array of the same length, and charges for the array. */
    private byte[] content(@Nullable Charset charset) {
        int length = start.length();
        if (charset == null && start.array().length == length) {
            return start.array();
        }
        array.replace(charset == null ? length : (long) CONVERTED * length);
        byte[] bytes = charset == null
                ? Arrays.copyOf(start.array(), length)
                : new String(start.array(), 0, length, charset).getBytes(UTF_8);
        array.copied();
        if (charset != null) {
            array.replace(bytes.length);
            array.copied();
        }
        start.clear(0);
        return bytes;
    }

    private void closeChannel() throws IOException {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            open.close();
        }
    }

    /** Removes the file unless it belongs to the part. */
    void discard() {
        Path own = file;
        file = null;
        try {
            closeChannel();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (own != null && files != null) {
                files.directory().remove(own, reserved);
            }
        }
    }
}
