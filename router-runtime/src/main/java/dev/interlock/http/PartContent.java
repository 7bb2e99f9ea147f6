package dev.interlock.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.bytes.ByteWriter;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The content of one part while it arrives: in memory at first, then in a file of its own. */
final class PartContent {
    /** Bytes of a part that has no file of its own. */
    private static final int SMALL = 8 * 1024;

    private final PartFiles files;
    private final int memoryLeft;
    private final ByteWriter start = new ByteWriter(0);
    private @Nullable Path file;
    private @Nullable FileChannel channel;
    private long size;

    /** @param memoryLeft bytes of the body that may still stay in memory */
    PartContent(PartFiles files, int memoryLeft) {
        this.files = files;
        this.memoryLeft = memoryLeft;
    }

    /** Appends what is readable. */
    void append(ByteBuf bytes) throws IOException {
        int count = bytes.readableBytes();
        if (channel == null && size + count <= Math.max(memoryLeft, SMALL)) {
            int from = start.extend(count);
            bytes.readBytes(start.array(), from, count);
        } else {
            FileChannel target = channel();
            while (bytes.isReadable()) {
                bytes.readBytes(target, bytes.readableBytes());
            }
        }
        size += count;
    }

    private FileChannel channel() throws IOException {
        FileChannel open = channel;
        if (open == null) {
            Path own = files.create();
            file = own;
            open = FileChannel.open(own, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
            channel = open;
            ByteBuffer before = ByteBuffer.wrap(start.array(), 0, start.length());
            while (before.hasRemaining()) {
                open.write(before);
            }
            start.clear(0);
        }
        return open;
    }

    /**
     * The part, which is complete; its file is the caller's now.
     *
     * @throws HttpException 413 for text in a file that is not UTF-8
     */
    BodyPart end(PartHead head) throws IOException {
        Path own = file;
        if (own != null) {
            if (head.charset() != null) {
                throw new HttpException(413, "The part '" + head.name() + "' is too long for its charset: send UTF-8.")
                        .with("in", "part");
            }
            closeChannel();
            file = null;
            return BodyPart.inFile(head, own, size, files.directory());
        }
        byte[] bytes = Arrays.copyOf(start.array(), start.length());
        if (head.charset() != null) {
            bytes = new String(bytes, head.charset()).getBytes(UTF_8);
        }
        return bytes.length <= memoryLeft
                ? BodyPart.inMemory(head, bytes, files.directory())
                : BodyPart.inSharedFile(head, files, files.append(bytes), bytes.length);
    }

    private void closeChannel() throws IOException {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            open.close();
        }
    }

    /** Removes the file unless it is the part's. */
    void discard() {
        Path own = file;
        file = null;
        try {
            closeChannel();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (own != null) {
                files.directory().remove(own);
            }
        }
    }
}
