package dev.interlock.observe;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Part of a file that is the body of a response. A listener can use it in the event, and afterwards until it calls
 * {@link #release()}, if it called {@link #retain()} in the event. The file may change while it is open.
 */
public interface ObservedFile {
    /** Returns the number of bytes of the part. */
    long length();

    /**
     * Returns the current size of the whole file in bytes.
     *
     * @throws IOException if the size cannot be read
     */
    long fileSize() throws IOException;

    /**
     * Reads bytes of the part. Any thread may call this. Event loops should not, because the disk may block.
     *
     * @param into buffer for the bytes, up to its limit
     * @param from index of the first byte in the part
     * @return number of bytes, or -1 if the file has become shorter and does not have the first byte
     * @throws IndexOutOfBoundsException if the part does not have as many bytes as the buffer has room for
     * @throws IOException if the file cannot be read
     */
    int read(ByteBuffer into, long from) throws IOException;

    /**
     * Keeps the file open until {@link #release()}. Callers call this in the event. The file uses a file descriptor of
     * the process, so a listener should limit the number of its files.
     */
    void retain();

    /**
     * Ends the use of the file by the listener. Any thread may call this, once for each call of {@link #retain()}. The
     * last release closes the file.
     */
    void release();
}
