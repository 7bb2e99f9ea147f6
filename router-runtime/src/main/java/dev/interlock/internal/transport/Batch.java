package dev.interlock.internal.transport;

import dev.interlock.internal.determinism.ReadsSystemClock;
import dev.interlock.internal.engine.BatchMember;
import dev.interlock.internal.engine.BatchSize;
import dev.interlock.internal.engine.Faults;
import dev.interlock.internal.log.ServerLog;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Sockets of one epoll call that the event loop processes together, in three passes. The first pass reads from the
 * sockets, the second makes the responses, and the third sends them. During a pass, its code stays in the processor's
 * caches. Without passes, system calls between two handlers would evict a part of this code. Used only by the thread of
 * one event loop.
 */
@ReadsSystemClock("It measures the processor time of handlers. A simulated clock would measure nothing.")
final class Batch implements SharedReadBuffer.Borrower {
    private static final Logger LOG = ServerLog.of(Batch.class);

    /** Smallest room for a read. If the bytes of a socket do not fit, the socket is read again. */
    private static final int LEAST_ROOM = 16 * 1024;

    private final SharedReadBuffer buffers;
    private final BatchSize size = new BatchSize();
    private final @Nullable BatchMember[] members = new BatchMember[BatchSize.MOST];
    private final int[] ends = new int[BatchSize.MOST];
    private int count;
    private int filled;
    /** Whether the members process received bytes in the buffer. */
    private boolean completing;

    /** @param buffers source of the event loop's buffer for reading */
    Batch(SharedReadBuffer buffers) {
        this.buffers = buffers;
    }

    /** Returns the buffer for the next read, with room from {@link #filled()} to its end. */
    ByteBuf room() {
        ByteBuf buffer = buffers.buffer(this);
        if (buffer.capacity() - filled < LEAST_ROOM) {
            complete();
        }
        return buffer;
    }

    /** Returns the index at which the room begins. */
    int filled() {
        return filled;
    }

    /** Adds the bytes that a read has stored in the room. */
    void add(BatchMember member, int bytes) {
        filled += bytes;
        members[count] = member;
        ends[count] = filled;
        count++;
        if (count >= size.current()) {
            complete();
        }
    }

    @Override
    public boolean giveBack() {
        complete();
        return !completing;
    }

    /**
     * Processes all received bytes and sends the responses. Does not throw, because an exception would make Netty lose
     * the epoll events of other sockets.
     */
    void complete() {
        int taken = count;
        if (taken == 0) {
            return;
        }
        // The count is reset first. So no bytes are processed twice, even after a failure.
        count = 0;
        filled = 0;
        completing = true;
        long begin = System.nanoTime();
        ByteBuf buffer = buffers.buffer(this);
        for (int i = 0, from = 0; i < taken; from = ends[i++]) {
            read(i, buffer.setIndex(from, ends[i]));
        }
        for (int i = 0; i < taken; i++) {
            flush(i);
        }
        completing = false;
        size.took(System.nanoTime() - begin);
    }

    private void read(int index, ByteBuf bytes) {
        BatchMember member = members[index];
        try {
            member.read(bytes);
        } catch (Throwable failure) {
            members[index] = null;
            tell(member, failure);
        }
    }

    private void flush(int index) {
        BatchMember member = members[index];
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

    private static void tell(BatchMember member, Throwable failure) {
        try {
            member.failed(failure);
        } catch (Throwable second) {
            Faults.error(LOG, "Closing a failed connection failed", second);
        }
    }
}
