package dev.interlock.internal.engine;

import dev.interlock.http.HttpException;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Input stream over a published body. A read blocks until bytes arrive. One thread reads, and another thread publishes.
 */
final class BodyInputStream extends InputStream implements Flow.Subscriber<ByteBuf> {
    /**
     * Number of buffers that the stream requests in advance. The next buffer can then arrive while the handler reads.
     */
    private static final int AHEAD = 2;

    // The lock is not a monitor: before Java 24, a virtual thread that waits for a monitor blocks its carrier thread.
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final FifoQueue<ByteBuf> buffers = new FifoQueue<>(2 * AHEAD);
    private final MemoryAccount account;
    private Flow.@Nullable Subscription subscription;
    private @Nullable Throwable failure;
    private boolean ended;
    private boolean closed;

    /** @param account account that is charged with the capacity of each buffer until the buffer is released */
    BodyInputStream(MemoryAccount account) {
        this.account = account;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        lock.lock();
        try {
            ByteBuf first = await();
            if (first == null) {
                return -1;
            }
            int count = Math.min(length, first.readableBytes());
            first.readBytes(into, offset, count);
            if (!first.isReadable()) {
                buffers.poll();
                release(first);
                ask(1);
            }
            return count;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int available() {
        lock.lock();
        try {
            ByteBuf first = buffers.peek();
            return first == null ? 0 : first.readableBytes();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable ByteBuf await() throws IOException {
        while (buffers.isEmpty() && !ended && !closed) {
            try {
                changed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("Interrupted while a request body was awaited", e);
            }
        }
        if (closed) {
            throw new IOException("The stream is closed");
        }
        if (buffers.isEmpty() && failure != null) {
            throwFailure(failure);
        }
        return buffers.peek();
    }

    private static void throwFailure(Throwable failure) throws IOException {
        if (failure instanceof HttpException problem) {
            // If the handler does not catch this exception, the client gets the response of the exception.
            throw problem;
        }
        throw new IOException(failure.getMessage(), failure);
    }

    private void ask(long count) {
        if (subscription != null && !ended) {
            subscription.request(count);
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            for (ByteBuf buffer = buffers.poll(); buffer != null; buffer = buffers.poll()) {
                release(buffer);
            }
            changed.signalAll();
            if (subscription != null && !ended) {
                subscription.cancel();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        boolean wanted;
        lock.lock();
        try {
            subscription = newSubscription;
            wanted = !closed;
        } finally {
            lock.unlock();
        }
        if (wanted) {
            newSubscription.request(AHEAD);
        } else {
            newSubscription.cancel();
        }
    }

    @Override
    public void onNext(ByteBuf buffer) {
        lock.lock();
        try {
            if (closed) {
                release(buffer);
            } else {
                add(buffer);
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private void add(ByteBuf buffer) {
        boolean added = false;
        try {
            buffers.add(buffer);
            added = true;
        } finally {
            if (!added) {
                release(buffer);
            }
        }
    }

    private void release(ByteBuf buffer) {
        account.release(buffer.capacity());
        buffer.release();
    }

    @Override
    public void onError(Throwable cause) {
        end(cause);
    }

    @Override
    public void onComplete() {
        end(null);
    }

    private void end(@Nullable Throwable cause) {
        lock.lock();
        try {
            failure = cause;
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
