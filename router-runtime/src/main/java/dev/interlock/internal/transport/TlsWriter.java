package dev.interlock.internal.transport;

import dev.interlock.internal.engine.BufferMemory;
import dev.interlock.internal.engine.Faults;
import dev.interlock.internal.engine.FifoQueue;
import dev.interlock.internal.engine.FilePart;
import dev.interlock.internal.engine.Outbound;
import dev.interlock.internal.log.ServerLog;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.EOFException;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Sends large output of a connection through TLS, files included. The kernel cannot encrypt, so each sent byte needs a
 * copy. The writer encrypts and sends one chunk after the other. It waits while the kernel has not taken the chunks
 * before. Otherwise a client that does not read would make the server hold an encrypted copy of a whole response. Later
 * output waits too, and the channel counts as not writable meanwhile. Used only by the thread of the event loop.
 */
// Each write that the writer waits for has a listener. A later write reports the failure of any other.
@SuppressWarnings("FutureReturnValueIgnored")
final class TlsWriter {
    private static final Logger LOG = ServerLog.of(TlsWriter.class);

    /** Number of bytes in the queue of the channel at which the writer waits for the kernel. */
    private static final int CHUNK = 64 * 1024;

    /** Number of bytes after which other connections of the event loop get their turn. */
    private static final int BURST = 4 * CHUNK;

    /** Index of the flag by which the writer makes the channel not writable. */
    private static final int WRITABILITY = 1;

    private final ChannelHandlerContext context;
    private final TlsOutput output;
    /** Resets the connection after a failure. */
    private final Runnable reset;
    /** Output that waits: buffers, files, and promises. A promise completes after the pieces before it. */
    private final FifoQueue<Object> pieces = new FifoQueue<>(2);
    /** Number of bytes of all buffers that are not encrypted yet. */
    private long waiting;

    private State state = State.IDLE;
    /** Buffer or file that is being sent, or null. */
    private @Nullable Object current;
    /** Number of bytes of the current piece that are encrypted. */
    private long done;
    /** Number of bytes that were encrypted since the queue of the channel was empty. */
    private int queued;
    /** Number of encrypted bytes of a file, until the write that sends the file completes. */
    private long fromFiles;
    /** Number of these bytes that the kernel has taken. */
    private long taken;

    private enum State {
        /** No output waits. */
        IDLE,
        /** A method of this object sends output. A listener that it calls may add more. */
        SENDING,
        /** A listener or a task of the event loop will go on. */
        WAITING
    }

    TlsWriter(ChannelHandlerContext context, TlsOutput output, Runnable reset) {
        this.context = context;
        this.output = output;
        this.reset = reset;
    }

    /** Returns whether output of this length is sent in chunks. */
    static boolean isLarge(long bytes) {
        return bytes > 2 * CHUNK;
    }

    /** Returns whether further output must wait behind earlier output. */
    boolean isBusy() {
        return state != State.IDLE;
    }

    /** Returns whether a part of the output is not encrypted yet. */
    boolean isIncomplete() {
        return current != null || !pieces.isEmpty();
    }

    /** Sends the gathered output. The returned future completes after the last byte. */
    Future<?> send(Outbound gathered) {
        ChannelPromise sent = context.newPromise();
        if (gathered.hasFile()) {
            // This listener is the first one, so the others see the count of a connection without a file.
            sent.addListener(write -> countNoFile());
        }
        try {
            Object piece;
            while ((piece = gathered.nextTight()) != null) {
                add(piece);
            }
            add(sent);
        } catch (Throwable e) {
            fail(e);
            throw e;
        }
        if (state == State.IDLE) {
            resume();
        }
        return sent;
    }

    private void add(Object piece) {
        boolean added = false;
        try {
            pieces.add(piece);
            waiting += piece instanceof ByteBuf bytes ? bytes.readableBytes() : 0;
            added = true;
        } finally {
            if (!added) {
                drop(piece);
            }
        }
    }

    private void countNoFile() {
        fromFiles = 0;
        taken = 0;
    }

    /** Returns the number of bytes of buffers that are not encrypted yet. */
    long waitingBytes() {
        return waiting;
    }

    /** Returns the number of bytes of a file that were passed to the channel, until the write of the file completes. */
    long passedBytes() {
        return fromFiles;
    }

    /**
     * Returns the bytes of memory that the writer holds in addition to the unsent bytes. These are bytes of a file in
     * the queue of the channel, and encrypted bytes of a buffer that is not released yet.
     */
    long heldBytes() {
        long begun = current instanceof ByteBuf bytes ? Math.min(done, BufferMemory.ownBytes(bytes)) : 0;
        return fromFiles - taken + begun;
    }

    private void resume() {
        state = State.SENDING;
        try {
            goOn();
        } catch (Throwable e) {
            fail(e);
        }
        setWritable(state == State.IDLE);
    }

    /** Sets whether the channel counts as writable. When it becomes writable again, Netty resumes the connection. */
    private void setWritable(boolean isWritable) {
        ChannelOutboundBuffer queue = context.channel().unsafe().outboundBuffer();
        if (queue != null) {
            queue.setUserDefinedWritability(WRITABILITY, isWritable);
        }
    }

    /** Sends pieces until none is left, the burst is over, or the kernel has not taken a whole chunk. */
    private void goOn() throws IOException {
        int left = BURST;
        while (begin()) {
            if (left <= 0) {
                state = State.WAITING;
                context.executor().execute(this::resume);
                return;
            }
            left -= sendPart();
            if (!output.isQueued()) {
                countTaken();
            } else if (queued >= CHUNK) {
                // The listener may run at once.
                state = State.WAITING;
                output.complete(context.newPromise()).addListener(this::chunkTaken);
                return;
            }
        }
        state = State.IDLE;
    }

    /** Makes the next piece the current one, unless there is one. Returns false if no piece is left. */
    private boolean begin() {
        while (current == null) {
            Object piece = pieces.poll();
            if (piece == null) {
                return false;
            }
            if (piece instanceof ChannelPromise sent) {
                output.complete(sent);
            } else {
                current = piece;
            }
        }
        return true;
    }

    /** Sends the next part of the current piece. Returns its length. */
    private int sendPart() throws IOException {
        int count;
        boolean isLast;
        if (current instanceof FilePart part) {
            count = (int) Math.min(CHUNK, part.count() - done);
            output.sendAndRelease(read(part, count));
            fromFiles += count;
            isLast = done + count == part.count();
        } else {
            ByteBuf bytes = (ByteBuf) Objects.requireNonNull(current);
            count = Math.min(CHUNK, bytes.readableBytes());
            waiting -= count;
            output.send(bytes, count);
            isLast = !bytes.isReadable();
        }
        done += count;
        queued += count;
        if (isLast) {
            end();
        }
        return count;
    }

    private ByteBuf read(FilePart part, int count) throws IOException {
        ByteBuf bytes = context.alloc().directBuffer(count);
        boolean filled = false;
        try {
            while (bytes.readableBytes() < count) {
                int had = bytes.readableBytes();
                if (bytes.writeBytes(part.file(), part.position() + done + had, count - had) < 0) {
                    throw new EOFException("A file became shorter while it was sent");
                }
            }
            filled = true;
            return bytes;
        } finally {
            if (!filled) {
                bytes.release();
            }
        }
    }

    private void end() {
        Object piece = current;
        current = null;
        done = 0;
        ReferenceCountUtil.release(piece);
    }

    private void chunkTaken(Future<?> write) {
        if (write.isSuccess()) {
            countTaken();
            resume();
        } else {
            fail(write.cause());
        }
    }

    private void countTaken() {
        queued = 0;
        taken = fromFiles;
    }

    /**
     * Resets the connection, so that the client sees that its response is incomplete, and releases all waiting output.
     * The reset comes first: a closed connection reports no response as sent.
     */
    private void fail(Throwable cause) {
        try {
            reset.run();
        } finally {
            waiting = 0;
            state = State.IDLE;
            Object begun = current;
            current = null;
            done = 0;
            drop(begun);
            for (Object piece = pieces.poll(); piece != null; piece = pieces.poll()) {
                if (piece instanceof ChannelPromise sent) {
                    sent.tryFailure(cause);
                } else {
                    drop(piece);
                }
            }
        }
    }

    /**
     * Releases a piece. Only logs a failure, so that the later pieces are released too. For example, the application
     * may already have released a buffer.
     */
    private static void drop(@Nullable Object piece) {
        try {
            if (piece != null) {
                ReferenceCountUtil.release(piece);
            }
        } catch (Throwable failure) {
            Faults.error(LOG, "Unsent output was not released", failure);
        }
    }
}
