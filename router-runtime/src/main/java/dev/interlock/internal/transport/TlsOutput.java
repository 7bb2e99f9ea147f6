package dev.interlock.internal.transport;

import dev.interlock.internal.engine.SocketWriter;
import dev.interlock.internal.tls.RecordProtection;
import dev.interlock.internal.tls.TlsRecordReader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts the output of a connection and sends it. Records that the kernel does not take at once wait in the queue of
 * the channel, in buffers of their length. Used only by the thread of the event loop.
 */
// The channel reports a failed write to the connection.
@SuppressWarnings("FutureReturnValueIgnored")
final class TlsOutput implements SocketWriter {
    private final Channel channel;
    private final TlsRecordReader reader;
    /** Sends to the socket while the queue is empty. Null if only the channel can send. */
    private final @Nullable SocketWriter socket;

    /** @param socket sends to the socket of the channel, or null if only the channel can send */
    TlsOutput(Channel channel, TlsRecordReader reader, @Nullable SocketWriter socket) {
        this.channel = channel;
        this.reader = reader;
        this.socket = socket;
    }

    /** Returns whether output is encrypted: after the handshake, and not for a client that speaks HTTP without TLS. */
    boolean isReady() {
        return reader.protection() != null;
    }

    /** Returns whether unsent records wait in the queue of the channel, or the channel is closed. */
    boolean isQueued() {
        ChannelOutboundBuffer queue = channel.unsafe().outboundBuffer();
        // isEmpty() of the queue would ignore records that Netty's handler has not flushed yet.
        return queue == null || queue.totalPendingWriteBytes() > 0;
    }

    /** Sends the bytes of a buffer of the event loop. Returns the number of all bytes, because the rest is queued. */
    @Override
    public int send(ByteBuf bytes) throws IOException {
        int count = bytes.readableBytes();
        encrypt(bytes.internalNioBuffer(bytes.readerIndex(), count));
        return count;
    }

    /** Sends bytes. Takes ownership of the buffer. */
    void sendAndRelease(ByteBuf bytes) throws IOException {
        try {
            send(bytes, bytes.readableBytes());
        } finally {
            bytes.release();
        }
    }

    /** Sends the next bytes of a buffer. The buffer must have that many, and keeps its owner. */
    void send(ByteBuf bytes, int count) throws IOException {
        // The application may send the same memory to other clients at the same time, so the buffer's own ByteBuffer
        // must not be used.
        for (ByteBuffer each : bytes.nioBuffers(bytes.readerIndex(), count)) {
            encrypt(each);
        }
        bytes.skipBytes(count);
    }

    /** Completes the promise when all earlier bytes were sent. */
    ChannelFuture complete(ChannelPromise promise) {
        ChannelFuture sent = reader.write(Unpooled.EMPTY_BUFFER, promise);
        reader.flush();
        return sent;
    }

    private void encrypt(ByteBuffer bytes) throws IOException {
        RecordProtection protection = reader.protection();
        if (protection == null) {
            throw new IllegalStateException("The handshake is not complete");
        }
        while (bytes.hasRemaining()) {
            pass(protection.encrypt(bytes));
        }
    }

    private void pass(ByteBuf records) throws IOException {
        SocketWriter direct = socket;
        if (direct != null && !isQueued()) {
            records.skipBytes(direct.send(records));
        }
        if (records.isReadable()) {
            ByteBuf rest = channel.alloc().directBuffer(records.readableBytes()).writeBytes(records);
            reader.write(rest, channel.voidPromise());
            reader.flush();
        }
    }
}
