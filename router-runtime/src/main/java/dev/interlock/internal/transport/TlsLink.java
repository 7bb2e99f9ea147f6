package dev.interlock.internal.transport;

import dev.interlock.internal.engine.Connection;
import dev.interlock.internal.engine.LinkSecurity;
import dev.interlock.internal.engine.Outbound;
import dev.interlock.internal.engine.SendBuffers;
import dev.interlock.internal.engine.SocketWriter;
import dev.interlock.internal.tls.TlsRecordReader;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Link over a Netty channel with TLS. A close sends close_notify, which tells the client that nothing is missing. A
 * reset does not.
 */
// The channel reports a failed write and its close to the connection.
@SuppressWarnings("FutureReturnValueIgnored")
final class TlsLink extends ChannelLink {
    private final TlsRecordReader reader;
    private final TlsOutput output;
    private final TlsWriter writer;
    /** Whether close_notify is being sent. The channel closes after it. */
    private boolean closing;

    /** @param socket sends to the socket of the channel, or null if only the channel can send */
    TlsLink(
            ChannelHandlerContext context,
            SocketAddress remoteAddress,
            TlsRecordReader reader,
            @Nullable SocketWriter socket) {
        super(context, remoteAddress);
        this.reader = reader;
        output = new TlsOutput(channel, reader, socket);
        writer = new TlsWriter(context, output, this::reset);
    }

    @Override
    public SendBuffers sendBuffers() {
        return reader.sendBuffers();
    }

    @Override
    public LinkSecurity security() {
        return reader;
    }

    @Override
    public int heapBytes() {
        return HEAP_BYTES + reader.engineBytes();
    }

    @Override
    public long heldBytes() {
        return reader.heldBytes() + writer.heldBytes();
    }

    @Override
    public void send(Outbound gathered) {
        if (writer.isBusy() || (output.isReady() && (gathered.hasFile() || TlsWriter.isLarge(gathered.length())))) {
            writer.send(gathered);
        } else if (output.isReady()) {
            sendPieces(gathered);
        } else {
            super.send(gathered);
        }
    }

    private void sendPieces(Outbound gathered) {
        try {
            if (!gathered.sendTo(output)) {
                Object piece;
                while ((piece = gathered.next()) != null) {
                    output.sendAndRelease((ByteBuf) piece);
                }
            }
        } catch (IOException e) {
            gathered.release();
            failed(e);
        }
    }

    @Override
    public boolean sendAtOnce(Outbound gathered) {
        if (writer.isBusy() || !output.isReady()) {
            return false;
        }
        try {
            return gathered.sendTo(output) && !output.isQueued();
        } catch (IOException e) {
            gathered.release();
            failed(e);
            return false;
        }
    }

    @Override
    public Future<?> sendAll(Outbound gathered) {
        return output.isReady() ? writer.send(gathered) : super.sendAll(gathered);
    }

    @Override
    public void failed(Throwable cause) {
        try {
            Connection.log(remoteAddress(), cause);
        } finally {
            reader.closeChannel();
        }
    }

    @Override
    public long unsent() {
        return super.unsent() + writer.waitingBytes() - writer.passedBytes();
    }

    /** Counts only bytes that are not encrypted yet, because no other connection shares an encrypted copy. */
    @Override
    public long sharedUnsent(long given) {
        return Math.min(given, writer.waitingBytes());
    }

    /** Sends close_notify, then closes the server's half of the connection. Decrypts no further bytes of the client. */
    @Override
    public void shutDownOutput() {
        SslHandler ssl = reader.ssl();
        reader.endInput();
        if (ssl == null || !channel.isActive()) {
            super.shutDownOutput();
            return;
        }
        ssl.closeOutbound().addListener(sent -> {
            if (channel.isActive()) {
                super.shutDownOutput();
            }
        });
    }

    /**
     * Sends close_notify, and then closes the channel. Closes the channel at once if the client does not read, or at a
     * second call. Resets the connection if a response is incomplete.
     */
    @Override
    public void close() {
        if (writer.isIncomplete()) {
            reset();
            return;
        }
        SslHandler ssl = reader.ssl();
        if (closing || ssl == null || !channel.isActive() || super.unsent() > 0) {
            reader.closeChannel();
            return;
        }
        closing = true;
        ssl.closeOutbound().addListener(sent -> reader.closeChannel());
    }

    @Override
    public void reset() {
        try {
            if (channel.isOpen()) {
                channel.config().setOption(ChannelOption.SO_LINGER, 0);
            }
        } finally {
            reader.closeChannel();
        }
    }
}
