package dev.interlock.server;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The sockets that epoll told of together, worked on in passes: some are read, then what came is answered, then all answers
 * are sent. The code of each pass stays in the processor's caches, which a call into the kernel takes a good part of.
 * Used by the thread of one event loop.
 */
final class Batch {
    /** What is read into one room at least; a socket that has more is read again. */
    private static final int LEAST_ROOM = 16 * 1024;

    private final Reader[] readers = new Reader[BatchSize.MOST];
    private final int[] ends = new int[BatchSize.MOST];
    private final BatchSize size = new BatchSize();
    private @Nullable ByteBuf input;
    private int count;
    private int filled;

    /** Whom bytes are for. Nothing is thrown by the methods that follow on a failure. */
    interface Reader {
        /** Works on what was read; the buffer is the caller's. */
        void read(ByteBuf bytes);

        /** Sends what that brought about. */
        void flush();

        /** One of the others has thrown something. */
        void failed(Throwable cause);
    }

    /** What the next socket is to be read into, from {@link #filled()} to its end. */
    ByteBuf room() {
        ByteBuf buffer = input;
        if (buffer == null) {
            buffer = AddressedBuffer.of(LoopState.READ_BYTES);
            input = buffer;
        }
        if (buffer.capacity() - filled < LEAST_ROOM) {
            complete();
        }
        return buffer;
    }

    /** Where the room begins. */
    int filled() {
        return filled;
    }

    /** Takes note of bytes in the room that are there now. */
    void add(Reader reader, int bytes) {
        filled += bytes;
        readers[count] = reader;
        ends[count] = filled;
        count++;
        if (count >= size.current()) {
            complete();
        }
    }

    /** Answers and sends what has been read. */
    void complete() {
        ByteBuf buffer = input;
        if (count == 0 || buffer == null) {
            return;
        }
        long begin = System.nanoTime();
        for (int i = 0, from = 0; i < count; from = ends[i++]) {
            read(i, buffer.setIndex(from, ends[i]));
        }
        size.took(System.nanoTime() - begin);
        for (int i = 0; i < count; i++) {
            flush(i);
        }
        count = 0;
        filled = 0;
    }

    private void read(int index, ByteBuf bytes) {
        Reader reader = readers[index];
        try {
            reader.read(bytes);
        } catch (Throwable failure) {
            // Not to be thrown: Netty would forget what epoll told of other sockets, and it tells once.
            reader.failed(failure);
        }
    }

    private void flush(int index) {
        Reader reader = readers[index];
        try {
            reader.flush();
        } catch (Throwable failure) {
            reader.failed(failure);
        }
    }

    /** The loop has ended. */
    void release() {
        if (input != null) {
            input.release();
            input = null;
        }
    }
}
