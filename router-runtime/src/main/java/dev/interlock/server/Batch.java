package dev.interlock.server;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sockets that epoll told of together, worked on in passes: some are read, then what came is answered, then all answers
 * are sent. The code of each pass stays in the processor's caches, which a call into the kernel takes a good part of.
 * Used by the thread of one event loop.
 */
final class Batch {
    private static final Logger LOG = LoggerFactory.getLogger(Batch.class);

    /** What is read into one room at least; a socket that has more is read again. */
    private static final int LEAST_ROOM = 16 * 1024;

    private final SharedReadBuffer buffers;
    private final BatchSize size = new BatchSize();
    private final @Nullable Member[] members = new Member[BatchSize.MOST];
    private final int[] ends = new int[BatchSize.MOST];
    private int count;
    private int filled;

    /** Whom bytes are for, and who answers them. */
    interface Member {
        /** Works on what was read; the buffer is the caller's. */
        void read(ByteBuf bytes);

        /** Sends what that brought about. */
        void flush();

        /** One of the above, or to read from its socket, threw this. */
        void failed(Throwable cause);
    }

    /** @param buffers of which the event loop's is read into; whoever else reads into it completes the batch before */
    Batch(SharedReadBuffer buffers) {
        this.buffers = buffers;
    }

    /** What the next socket is to be read into, from {@link #filled()} to its end. */
    ByteBuf room() {
        ByteBuf buffer = buffers.buffer();
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
    void add(Member member, int bytes) {
        filled += bytes;
        members[count] = member;
        ends[count] = filled;
        count++;
        if (count >= size.current()) {
            complete();
        }
    }

    /** Answers and sends what has been read. Throws nothing: Netty would forget what epoll told of other sockets. */
    void complete() {
        int taken = count;
        if (taken == 0) {
            return;
        }
        // First, so that whatever happens nothing is answered twice.
        count = 0;
        filled = 0;
        long begin = System.nanoTime();
        ByteBuf buffer = buffers.buffer();
        for (int i = 0, from = 0; i < taken; from = ends[i++]) {
            read(i, buffer.setIndex(from, ends[i]));
        }
        for (int i = 0; i < taken; i++) {
            flush(i);
        }
        size.took(System.nanoTime() - begin);
    }

    private void read(int index, ByteBuf bytes) {
        Member member = members[index];
        try {
            member.read(bytes);
        } catch (Throwable failure) {
            members[index] = null;
            tell(member, failure);
        }
    }

    private void flush(int index) {
        Member member = members[index];
        if (member == null) {
            return;
        }
        members[index] = null;
        try {
            member.flush();
        } catch (Throwable failure) {
            tell(member, failure);
        }
    }

    private static void tell(Member member, Throwable failure) {
        try {
            member.failed(failure);
        } catch (Throwable second) {
            Faults.error(LOG, "A connection failed, and so did its end", second);
        }
    }
}
