package dev.interlock.internal.transport;

import dev.interlock.internal.engine.LinkSecurity;
import dev.interlock.internal.engine.Outbound;
import dev.interlock.internal.tls.TlsRecordReader;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.net.SocketAddress;

/**
 * Link over a Netty channel with TLS. A close sends close_notify, which tells the client that nothing is missing. A
 * reset does not.
 */
// The channel reports a failed write and its close to the connection.
@SuppressWarnings("FutureReturnValueIgnored")
final class TlsLink extends ChannelLink {
    private final TlsRecordReader reader;
    private final TlsWriter writer;
    /** Whether close_notify is being sent. The channel closes after it. */
    private boolean closing;

    TlsLink(ChannelHandlerContext context, SocketAddress remoteAddress, TlsRecordReader reader) {
        super(context, remoteAddress);
        this.reader = reader;
        writer = new TlsWriter(context, this::reset);
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
        return reader.heldBytes() + writer.queuedBytes();
    }

    @Override
    public void send(Outbound gathered) {
        if (writer.isBusy()) {
            writer.send(gathered);
        } else {
            super.send(gathered);
        }
    }

    @Override
    public Future<?> sendAll(Outbound gathered) {
        return writer.send(gathered);
    }

    @Override
    public long unsent() {
        return super.unsent() - writer.passedBytes();
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
     * second call.
     */
    @Override
    public void close() {
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
