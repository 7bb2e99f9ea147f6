package dev.interlock.internal.transport;

import dev.interlock.internal.engine.FifoQueue;
import dev.interlock.internal.engine.FilePart;
import dev.interlock.internal.engine.Outbound;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.EOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Sends large output of a connection through TLS, files included. The kernel cannot encrypt, so each sent byte needs a
 * copy. The writer encrypts a chunk and sends it. It encrypts the next chunk when the kernel has taken all of the
 * previous one. Otherwise a client that does not read would make the server hold an encrypted copy of a whole response.
 * Later output waits, and the channel counts as not writable meanwhile. Used only by the thread of the event loop.
 */
// Each chunk has a listener, or a later write reports the failure.
@SuppressWarnings("FutureReturnValueIgnored")
final class TlsWriter {
    /** Length of a chunk in bytes. */
    private static final int CHUNK = 64 * 1024;

    /** Number of chunks after which other connections of the event loop get their turn. */
    private static final int BURST = 4;

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

    /** Buffer or file that is being sent, or null. */
    private @Nullable Object current;
    /** Number of bytes of the current file that were passed to the channel. */
    private long passed;
    /** Number of bytes of the current file that the kernel has taken. */
    private long taken;

    TlsWriter(ChannelHandlerContext context, TlsOutput output, Runnable reset) {
        this.context = context;
        this.output = output;
        this.reset = reset;
    }

    /** Returns whether so many bytes should be sent in chunks. */
    static boolean isLarge(long bytes) {
        return bytes > 2 * CHUNK;
    }

    /** Returns whether output waits until the kernel has taken earlier output. */
    boolean isBusy() {
        return current != null;
    }

    /** Sends the gathered output. The returned future completes after the last byte. */
    Future<?> send(Outbound gathered) {
        ChannelPromise sent = context.newPromise();
        Object piece;
        while ((piece = gathered.nextTight()) != null) {
            pieces.add(piece);
            waiting += piece instanceof ByteBuf bytes ? bytes.readableBytes() : 0;
        }
        pieces.add(sent);
        if (!isBusy()) {
            goOn();
            setWritable(!isBusy());
        }
        return sent;
    }

    /** The channel tells the connection when it becomes writable again. */
    private void setWritable(boolean isWritable) {
        ChannelOutboundBuffer queue = context.channel().unsafe().outboundBuffer();
        if (queue != null) {
            queue.setUserDefinedWritability(WRITABILITY, isWritable);
        }
    }

    /** Returns the number of bytes of buffers that are not encrypted yet. */
    long waitingBytes() {
        return waiting;
    }

    /** Returns the number of bytes of the current file that were passed to the channel. */
    long passedBytes() {
        return passed;
    }

    /** Returns the bytes of the current file that wait in memory. */
    long queuedBytes() {
        return passed - taken;
    }

    /** Sends pieces until the kernel takes no more of them, the burst is over, or none is left. */
    private void goOn() {
        try {
            boolean more = true;
            for (int chunks = 0; more && chunks < BURST; chunks += isBusy() ? 1 : 0) {
                Object piece = current;
                more = piece == null ? begin() : sendChunk(piece);
            }
            if (more) {
                context.executor().execute(this::resume);
            }
        } catch (Throwable e) {
            fail(e);
        }
    }

    private void resume() {
        goOn();
        setWritable(!isBusy());
    }

    /** Begins with the next piece. Returns false if there is none. */
    private boolean begin() {
        Object piece = pieces.poll();
        if (piece instanceof ChannelPromise sent) {
            output.complete(sent);
        } else {
            current = piece;
        }
        return piece != null;
    }

    /** Sends the next chunk, or ends the piece. Returns false if the kernel has not taken all of the chunk. */
    private boolean sendChunk(Object piece) throws IOException {
        int count = piece instanceof FilePart part ? sendFile(part) : sendBytes((ByteBuf) piece);
        if (count == 0) {
            end();
            return true;
        }
        if (output.isQueued()) {
            output.complete(context.newPromise()).addListener(this::chunkTaken);
            return false;
        }
        taken = passed;
        return true;
    }

    private int sendBytes(ByteBuf bytes) throws IOException {
        int count = Math.min(CHUNK, bytes.readableBytes());
        output.send(bytes, count);
        waiting -= count;
        return count;
    }

    private int sendFile(FilePart part) throws IOException {
        int count = (int) Math.min(CHUNK, part.count() - passed);
        if (count > 0) {
            output.sendAndRelease(chunk(part, count));
            passed += count;
        }
        return count;
    }

    private ByteBuf chunk(FilePart part, int count) throws IOException {
        ByteBuf chunk = context.alloc().directBuffer(count);
        boolean filled = false;
        try {
            while (chunk.readableBytes() < count) {
                int had = chunk.readableBytes();
                if (chunk.writeBytes(part.file(), part.position() + passed + had, count - had) < 0) {
                    throw new EOFException("A file became shorter while it was sent");
                }
            }
            filled = true;
            return chunk;
        } finally {
            if (!filled) {
                chunk.release();
            }
        }
    }

    private void chunkTaken(Future<?> write) {
        if (write.isSuccess()) {
            taken = passed;
            resume();
        } else {
            fail(write.cause());
        }
    }

    /** Releases the current piece. */
    private void end() {
        Object piece = current;
        current = null;
        passed = 0;
        taken = 0;
        if (piece != null) {
            ReferenceCountUtil.release(piece);
        }
    }

    /**
     * Releases all waiting output, and resets the connection, so that the client sees that its response is incomplete.
     */
    private void fail(Throwable cause) {
        waiting = 0;
        try {
            end();
            for (Object piece = pieces.poll(); piece != null; piece = pieces.poll()) {
                if (piece instanceof ChannelPromise sent) {
                    sent.tryFailure(cause);
                } else {
                    ReferenceCountUtil.release(piece);
                }
            }
        } finally {
            reset.run();
        }
    }
}
