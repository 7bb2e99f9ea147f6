package dev.interlock.internal.accesslog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * File to which lines are appended. When a size is exceeded, a new file begins. The full file is renamed to
 * {@code access.log.1}, an earlier {@code access.log.1} to {@code access.log.2}, and so on. No write waits for the
 * disk.
 */
final class LogFile implements LogTarget {
    private final Path path;
    private final long maxBytes;
    private final int keep;
    private final LogProblems problems;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(LogWriter.CHUNK);
    private FileChannel channel;
    /** Whether the path names a regular file. Devices and pipes are not rotated. */
    private boolean regular;

    private long size;
    /** Size above which the file is rotated. */
    private long rotateAt;

    /** @throws IOException if the file cannot be opened */
    LogFile(AccessLogOptions options, Path path, LogProblems problems) throws IOException {
        this.path = path;
        this.problems = problems;
        maxBytes = options.maxBytes() == 0 ? Long.MAX_VALUE : options.maxBytes();
        keep = options.keep();
        channel = open();
        opened();
    }

    private FileChannel open() throws IOException {
        return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    private void opened() throws IOException {
        regular = Files.isRegularFile(path);
        size = regular ? channel.size() : 0;
        rotateAt = maxBytes;
    }

    @Override
    public void write(byte[] lines, int length) throws IOException {
        if (regular && size > 0 && size + length > rotateAt) {
            rotate();
        }
        buffer.clear().put(lines, 0, length).flip();
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            size += length;
        } catch (IOException e) {
            removePartialLine();
            throw e;
        }
    }

    /** Truncates the file after a failed write, so that the next line does not follow half a line. */
    private void removePartialLine() {
        try {
            if (regular && buffer.position() > 0) {
                channel.truncate(size);
            }
        } catch (IOException e) {
            problems.failed("Removing half a line of the access log", e);
        }
    }

    /**
     * Begins a new file. If that fails, the log continues in the old file, and tries again after another
     * {@link #maxBytes} bytes.
     */
    private void rotate() {
        try {
            for (int i = keep; i > 0; i--) {
                move(i == 1 ? path : numbered(i - 1), numbered(i));
            }
            if (keep == 0) {
                Files.deleteIfExists(path);
            }
            reopened();
        } catch (IOException | RuntimeException e) {
            rotateAt = size + maxBytes;
            problems.failed("Rotating the access log " + path, e);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException e) {
            // The file does not exist yet, or someone has removed it.
        }
    }

    private Path numbered(int number) {
        return path.resolveSibling(path.getFileName() + "." + number);
    }

    @Override
    public void reopen() {
        try {
            reopened();
        } catch (IOException | RuntimeException e) {
            problems.failed("Opening the access log " + path + " again", e);
        }
    }

    private void reopened() throws IOException {
        FileChannel former = channel;
        channel = open();
        opened();
        former.close();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
