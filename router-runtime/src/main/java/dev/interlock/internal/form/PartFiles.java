package dev.interlock.internal.form;

import dev.interlock.http.HttpException;
import dev.interlock.http.HttpStatus;
import dev.interlock.internal.determinism.HasOwnRandomness;
import dev.interlock.internal.log.ServerLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Files for the parts of one body that do not fit in memory. A large part has a file of its own; all small parts share
 * one file. Writes are not forced to the disk, because no process reads the files after a crash. Not safe for use by
 * several threads.
 */
@HasOwnRandomness("The JDK names temporary files. No response contains such a name.")
final class PartFiles {
    private static final Logger LOG = ServerLog.of(PartFiles.class);

    private final UploadDirectory directory;
    private final int most;
    private int count;
    private @Nullable Path shared;
    private @Nullable FileChannel channel;
    /** Length of the shared file. */
    private long end;
    /** Number of bytes that the directory has reserved for the shared file. */
    private long reserved;

    /** @param most limit on parts with a file of their own */
    PartFiles(UploadDirectory directory, int most) {
        this.directory = directory;
        this.most = most;
    }

    UploadDirectory directory() {
        return directory;
    }

    /**
     * Creates a file for one large part.
     *
     * @throws HttpException 413 if the body has reached its limit of files
     */
    Path create() throws IOException {
        if (count == most) {
            throw new HttpException(
                            HttpStatus.CONTENT_TOO_LARGE,
                            "The multipart body has more than " + most + " parts that are too large for memory.")
                    .with("in", "part");
        }
        count++;
        return Files.createTempFile(directory.path(), "part-", ".tmp");
    }

    /** Appends to the shared file, and returns the position of the first byte. */
    long append(byte[] bytes) throws IOException {
        long position = end;
        ByteBuffer source = ByteBuffer.wrap(bytes);
        FileChannel target = channel();
        directory.reserve(bytes.length);
        reserved += bytes.length;
        while (source.hasRemaining()) {
            target.write(source, position + source.position());
        }
        end = position + bytes.length;
        return position;
    }

    private FileChannel channel() throws IOException {
        FileChannel open = channel;
        if (open == null) {
            Path file = Files.createTempFile(directory.path(), "parts-", ".tmp");
            shared = file;
            open = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            channel = open;
        }
        return open;
    }

    /**
     * Reads from the shared file.
     *
     * @throws IllegalStateException if the request is over
     */
    byte[] read(long position, int length) {
        FileChannel source = channel;
        if (source == null) {
            throw new IllegalStateException("The response is complete, and the file of the parts was removed."
                    + " Tip: transferTo(path) keeps the content of a part");
        }
        ByteBuffer bytes = ByteBuffer.allocate(length);
        try {
            while (bytes.hasRemaining()) {
                if (source.read(bytes, position + bytes.position()) < 0) {
                    throw new IOException("The file of small parts has become shorter");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.array();
    }

    /** Removes the shared file. Each part removes its own file. */
    void end() {
        FileChannel open = channel;
        Path file = shared;
        channel = null;
        shared = null;
        if (open != null) {
            close(open);
        }
        if (file != null) {
            directory.remove(file, reserved);
        }
    }

    private static void close(FileChannel open) {
        try {
            open.close();
        } catch (IOException e) {
            LOG.debug("Closing the file of small parts failed", e);
        }
    }
}
