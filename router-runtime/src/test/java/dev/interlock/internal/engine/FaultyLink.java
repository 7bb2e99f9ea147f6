package dev.interlock.internal.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Link that records sent bytes. While it has a fault, every method drops its argument and throws the fault. */
final class FaultyLink implements Link {
    /** Exception that every method throws, or null. */
    @Nullable
    Throwable fault;
    /** Number of thrown faults. */
    int faults;
    /** Whether {@link #reset} also throws. */
    boolean faultyReset;

    boolean writable = true;
    /** Number of bytes that the kernel has not taken. */
    long queued;
    /** Whether the next write closes the link, as it does when the client has reset the connection. */
    boolean breaking;
    /** Whether the kernel takes all bytes at once. */
    boolean quick = true;

    boolean reading = true;
    boolean outputShut;
    boolean closed;
    boolean reset;
    /** Last result of {@link #sendAll}; the test completes it. */
    Promise<Void> sent = ImmediateEventExecutor.INSTANCE.newPromise();

    final Queue<Runnable> tasks = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();

    /** Returns the bytes sent since the last call. */
    String text() {
        String all = text.toString();
        text.setLength(0);
        return all;
    }

    void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private void check(@Nullable Outbound lost) {
        if (fault != null) {
            faults++;
            if (lost != null) {
                lost.release();
            }
            sneak(fault);
        }
    }

    @SuppressWarnings({"unchecked", "DoNotCallSuggester"})
    static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    private void take(Outbound gathered) {
        for (Object piece = gathered.next(); piece != null; piece = gathered.next()) {
            if (piece instanceof ByteBuf bytes) {
                text.append(bytes.toString(ISO_8859_1));
            } else {
                text.append("a file");
            }
            ReferenceCountUtil.release(piece);
        }
    }

    @Override
    public SocketAddress remoteAddress() {
        return InetSocketAddress.createUnresolved("client", 1);
    }

    @Override
    public int heapBytes() {
        check(null);
        return 1024;
    }

    @Override
    public ByteBufAllocator allocator() {
        return UnpooledByteBufAllocator.DEFAULT;
    }

    @Override
    public @Nullable SendBuffers sendBuffers() {
        return null;
    }

    @Override
    public void execute(Runnable task) {
        check(null);
        tasks.add(task);
    }

    @Override
    public void setReading(boolean wanted) {
        check(null);
        reading = wanted;
    }

    @Override
    public boolean isWritable() {
        check(null);
        return writable;
    }

    @Override
    public void send(Outbound gathered) {
        check(gathered);
        if (breaking) {
            closed = true;
            gathered.release();
        } else {
            take(gathered);
        }
    }

    @Override
    public boolean sendAtOnce(Outbound gathered) {
        check(gathered);
        if (quick && !breaking) {
            take(gathered);
        }
        return quick && !breaking;
    }

    @Override
    public Future<?> sendAll(Outbound gathered) {
        check(gathered);
        take(gathered);
        Promise<Void> promise = ImmediateEventExecutor.INSTANCE.newPromise();
        sent = promise;
        return promise;
    }

    @Override
    public boolean isOpen() {
        check(null);
        return !closed;
    }

    @Override
    public long unsent() {
        check(null);
        return queued;
    }

    @Override
    public void shutDownOutput() {
        check(null);
        outputShut = true;
    }

    @Override
    public void close() {
        check(null);
        closed = true;
    }

    @Override
    public void reset() {
        if (faultyReset) {
            check(null);
        }
        reset = true;
        closed = true;
    }

    @Override
    public void failed(Throwable cause) {
        check(null);
        closed = true;
    }
}
