package dev.interlock.internal.transport;

import dev.interlock.internal.engine.FifoQueue;
import dev.interlock.internal.engine.FilePart;
import dev.interlock.internal.engine.Outbound;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.EOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Sends the output of a connection through TLS, files included. The kernel cannot encrypt a file. Therefore the writer
 * reads a chunk of the file and sends it. It reads the next chunk when the kernel has taken all of the previous one.
 * Output after the file waits until the file is sent. Used only by the thread of the event loop.
 */
// Each chunk has a listener, or a later write reports the failure.
@SuppressWarnings("FutureReturnValueIgnored")
final class TlsWriter {
    /** Length of a chunk of a file in bytes. */
    private static final int CHUNK = 64 * 1024;

    /** Number of chunks after which other connections of the event loop get their turn. */
    private static final int BURST = 4;

    private final ChannelHandlerContext context;
    private final TlsOutput output;
    /** Resets the connection after a failure. */
    private final Runnable reset;
    /** Output that waits: buffers, files, and promises. A promise completes after the pieces before it. */
    private final FifoQueue<Object> pieces = new FifoQueue<>(2);

    /** File that is being sent, or null. */
    private @Nullable FilePart file;
    /** Number of bytes of the file that were read. */
    private long read;
    /** Number of bytes of the file that the kernel has taken. */
    private long taken;

    TlsWriter(ChannelHandlerContext context, TlsOutput output, Runnable reset) {
        this.context = context;
        this.output = output;
        this.reset = reset;
    }

    /** Returns whether a file is being sent. */
    boolean isBusy() {
        return file != null;
    }

    /** Sends the gathered output. The returned future completes after the last byte. */
    Future<?> send(Outbound gathered) {
        ChannelPromise sent = context.newPromise();
        Object piece;
        while ((piece = gathered.nextTight()) != null) {
            pieces.add(piece);
        }
        pieces.add(sent);
        if (!isBusy()) {
            goOn();
        }
        return sent;
    }

    /** Returns the number of bytes of the current file that were passed to the channel. */
    long passedBytes() {
        return file == null ? 0 : read;
    }

    /** Returns the bytes of the current file that wait in memory. */
    long queuedBytes() {
        return file == null ? 0 : read - taken;
    }

    /** Sends pieces until the kernel takes no more of a file, the burst is over, or none is left. */
    private void goOn() {
        try {
            boolean more = true;
            for (int chunks = 0; more && chunks < BURST; chunks += isBusy() ? 1 : 0) {
                more = file == null ? sendPiece() : sendChunk(file);
            }
            if (more) {
                context.executor().execute(this::goOn);
            }
        } catch (Throwable e) {
            fail(e);
        }
    }

    /** Sends the next piece, or begins with it if it is a file. Returns false if there is none. */
    private boolean sendPiece() throws IOException {
        Object piece = pieces.poll();
        if (piece instanceof FilePart part) {
            file = part;
            read = 0;
            taken = 0;
        } else if (piece instanceof ChannelPromise sent) {
            output.complete(sent);
        } else if (piece instanceof ByteBuf bytes) {
            output.sendAndRelease(bytes);
        }
        return piece != null;
    }

    /**
     * Sends the next chunk of the file, or ends the file. Returns false if the kernel has not taken all of the chunk.
     */
    private boolean sendChunk(FilePart part) throws IOException {
        int count = (int) Math.min(CHUNK, part.count() - read);
        if (count == 0) {
            file = null;
            part.release();
            return true;
        }
        output.sendAndRelease(chunk(part, count));
        read += count;
        ChannelFuture written = output.complete(context.newPromise());
        if (written.isSuccess()) {
            taken = read;
            return true;
        }
        written.addListener(this::chunkTaken);
        return false;
    }

    private ByteBuf chunk(FilePart part, int count) throws IOException {
        ByteBuf chunk = context.alloc().directBuffer(count);
        boolean filled = false;
        try {
            while (chunk.readableBytes() < count) {
                int had = chunk.readableBytes();
                if (chunk.writeBytes(part.file(), part.position() + read + had, count - had) < 0) {
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
            taken = read;
            goOn();
        } else {
            fail(write.cause());
        }
    }

    /**
     * Releases all waiting output, and resets the connection, so that the client sees that its response is incomplete.
     */
    private void fail(Throwable cause) {
        FilePart part = file;
        file = null;
        try {
            if (part != null) {
                part.release();
            }
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
