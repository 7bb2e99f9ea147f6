package dev.interlock.internal.tls;

import dev.interlock.http.TlsConnection;
import dev.interlock.internal.engine.LinkSecurity;
import dev.interlock.internal.engine.SendBuffers;
import dev.interlock.internal.netty.InboundHandler;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslHandler;
import java.util.Objects;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * First handler of a channel with TLS. It passes on whole records only, so Netty's handlers keep no bytes. It keeps an
 * incomplete record in a buffer that grows with the received bytes, not with the announced length, and that counts for
 * the memory of connections. It reads the ClientHello before anything is allocated for the handshake.
 *
 * <p>Used only by the thread of the event loop.
 */
public final class TlsRecordReader extends InboundHandler implements LinkSecurity, RecordFramer.Sink {
    private final TlsEndpoint endpoint;
    private final TlsEvents events = new TlsEvents(this);
    private final RecordFramer framer;

    private Mode mode = Mode.CLEAR;
    private @Nullable ChannelHandlerContext context;
    private @Nullable ChannelHandlerContext last;
    private @Nullable Handshake handshake;
    private @Nullable SslHandler ssl;
    private @Nullable NegotiatedTls negotiated;
    /** Decrypts and encrypts. Null before the end of the handshake. */
    private @Nullable RecordProtection protection;

    /** Whether the records that are being passed on have brought application data. */
    private boolean dataArrived;
    /** Whether requests may have responses that are not sent yet, because the event loop is still reading. */
    private boolean hasUnsent;
    /** Whether Netty's handler has received records since the last complete read. */
    private boolean handlerWorked;

    private enum Mode {
        /** TLS has not begun. Bytes pass unchanged. */
        CLEAR,
        /** The ClientHello is arriving. */
        HELLO,
        /** The ClientHello is complete, and waits until the handshake may begin. */
        WAITING,
        /** Records are decrypted. */
        RECORDS,
        /** The client has sent close_notify. Later bytes are dropped (RFC 8446 section 6.1). */
        ENDED,
        /** The server decrypts no more. Bytes pass unchanged, so that the connection can count them. */
        OVER
    }

    /** @param allocator allocator of the channel */
    public TlsRecordReader(TlsEndpoint endpoint, ByteBufAllocator allocator) {
        this.endpoint = endpoint;
        framer = new RecordFramer(this, allocator);
    }

    /** Adds the handlers of TLS to a pipeline, before the handler of the connection. */
    public void addTo(ChannelPipeline pipeline) {
        pipeline.addLast(this);
        pipeline.addLast(events);
        context = pipeline.context(this);
        last = pipeline.context(events);
    }

    @Override
    public void begin(Handshake begun) {
        handshake = begun;
        mode = Mode.HELLO;
    }

    @Override
    public void receive(byte[] bytes, int from, int to) {
        ByteBuf copy = front().alloc().directBuffer(to - from).writeBytes(bytes, from, to - from);
        channelRead(front(), copy);
        front().fireChannelReadComplete();
    }

    @Override
    public void proceed() {
        if (mode == Mode.WAITING) {
            start();
            front().fireChannelReadComplete();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext self, Object message) {
        ByteBuf read = (ByteBuf) message;
        switch (mode) {
            case CLEAR, OVER -> end().fireChannelRead(read);
            case HELLO, WAITING -> {
                try {
                    hello(read);
                } finally {
                    read.release();
                }
            }
            case RECORDS -> framer.read(read, true);
            case ENDED -> read.release();
        }
    }

    private void hello(ByteBuf read) {
        if (framer.held() == null && read.isReadable()) {
            int first = read.getUnsignedByte(read.readerIndex());
            if (first != TlsRecord.HANDSHAKE) {
                refuse(first);
                return;
            }
            listener().begun();
        }
        if (framer.heldLength() + read.readableBytes() > endpoint.options().maxClientHello()) {
            fail(new SSLException(
                    "The ClientHello has more than " + endpoint.options().maxClientHello() + " bytes"));
            return;
        }
        framer.keep(read);
        ByteBuf hello = framer.held();
        if (mode == Mode.HELLO && hello != null) {
            switch (ClientHello.check(hello, endpoint.options().maxClientHello())) {
                case MALFORMED -> fail(new SSLException("The ClientHello is malformed or too large"));
                case COMPLETE -> {
                    mode = Mode.WAITING;
                    if (listener().mayBegin()) {
                        start();
                    }
                }
                case INCOMPLETE -> {}
            }
        }
    }

    private void refuse(int first) {
        if (first >= 'A' && first <= 'Z') {
            mode = Mode.OVER;
            listener().plaintext();
        } else {
            fail(new SSLException("The client does not speak TLS"));
        }
    }

    private void start() {
        mode = Mode.RECORDS;
        ByteBuf hello = framer.take();
        front().pipeline().addAfter(front().name(), null, new ServerNameHandler(this, endpoint));
        listener().sized();
        if (hello != null) {
            framer.read(hello, false);
        }
    }

    /** Sends the responses to earlier requests before an alert. After close_notify, the engine may not encrypt them. */
    @Override
    public void expectAlert() {
        if (hasUnsent) {
            hasUnsent = false;
            end().fireChannelReadComplete();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext self) {
        hasUnsent = false;
        boolean skips = !handlerWorked && mode == Mode.RECORDS && protection != null;
        handlerWorked = false;
        (skips ? end() : self).fireChannelReadComplete();
    }

    @Override
    public boolean pass(ByteBuf records) {
        dataArrived = false;
        RecordProtection current = protection;
        if (current == null) {
            handlerWorked = true;
            front().fireChannelRead(records);
        } else {
            try {
                decrypt(current, records);
            } finally {
                records.release();
            }
        }
        return dataArrived || negotiated == null;
    }

    @Override
    public boolean isReading() {
        return mode == Mode.RECORDS;
    }

    @Override
    public boolean isEstablished() {
        return negotiated != null;
    }

    private void decrypt(RecordProtection current, ByteBuf records) {
        try {
            boolean more = true;
            while (more && mode == Mode.RECORDS) {
                SSLEngineResult result = current.decrypt(records);
                ByteBuf plaintext = current.plaintext();
                boolean isFull = !plaintext.isWritable();
                if (plaintext.isReadable()) {
                    dataArrived();
                    end().fireChannelRead(plaintext.retain());
                }
                advance(result);
                more = result.bytesConsumed() + result.bytesProduced() > 0 && (isFull || records.isReadable());
            }
        } catch (SSLException e) {
            // Netty's handler sends the alert.
            end().flush();
            rejected(e);
        }
    }

    /** Does what the engine needs after a record. Only records without data need something. */
    private void advance(SSLEngineResult result) {
        SslHandler handler = ssl;
        if (result.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING && handler != null) {
            Runnable task = handler.engine().getDelegatedTask();
            while (task != null) {
                task.run();
                task = handler.engine().getDelegatedTask();
            }
            // Netty's handler sends the record of the engine, for example a key update.
            end().flush();
        }
        if (result.getStatus() == SSLEngineResult.Status.CLOSED && mode == Mode.RECORDS) {
            mode = Mode.ENDED;
            framer.release();
            end().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        }
    }

    /** Notes that application data was decrypted. */
    void dataArrived() {
        dataArrived = true;
        hasUnsent = true;
    }

    /** Sets the handler that decrypts. */
    void decryptBy(SslHandler handler) {
        ssl = handler;
    }

    /** Notes that the handshake has succeeded. */
    void completed(@Nullable String serverName) {
        SslHandler handler = ssl;
        if (handler != null && negotiated == null && mode == Mode.RECORDS) {
            negotiated = NegotiatedTls.of(handler.engine().getSession(), serverName, endpoint.options());
            protection = new RecordProtection(handler.engine(), RecordBuffers.ofLoop());
            listener().completed();
        }
    }

    @Override
    public void reject(TlsViolation violation) {
        count(violation);
        fail(new SSLException(violation.detail()));
    }

    private void count(TlsViolation violation) {
        // A failed handshake has its own count.
        if (negotiated != null && mode != Mode.OVER) {
            endpoint.statistics().count(violation);
        }
    }

    /** Reports that the TLS engine has rejected a record, or that the socket has failed. */
    void rejected(Throwable cause) {
        if (cause instanceof SSLException) {
            count(TlsViolation.REJECTED_RECORD);
        }
        fail(cause);
    }

    /** Reports a failure, stops decrypting and closes the channel. */
    void fail(Throwable cause) {
        if (mode != Mode.OVER) {
            failed(cause);
            if (negotiated != null) {
                end().fireExceptionCaught(cause);
            }
            closeChannel();
        }
    }

    /** Reports a failure after which Netty's handler sends an alert and closes the channel. */
    void failed(Throwable cause) {
        if (mode != Mode.OVER) {
            mode = Mode.OVER;
            framer.release();
            listener().failed(cause);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext self) {
        mode = Mode.OVER;
        framer.release();
        self.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext self) {
        framer.release();
    }

    @Override
    public @Nullable TlsConnection connection() {
        return negotiated;
    }

    @Override
    public String applicationProtocol() {
        String chosen = ssl == null ? null : ssl.applicationProtocol();
        return chosen == null ? "" : chosen;
    }

    /** Returns the bytes of direct memory that an incomplete ClientHello or record holds. */
    public long heldBytes() {
        return framer.heldBytes();
    }

    /** Returns the bytes of memory to charge for the TLS engine of the connection. */
    public int engineBytes() {
        if (mode == Mode.CLEAR || mode == Mode.HELLO || mode == Mode.WAITING) {
            return 0;
        }
        return endpoint.engine().bytes(negotiated != null);
    }

    /** Returns the handler of the handshake, or null while the server sends plaintext. */
    public @Nullable SslHandler ssl() {
        return ssl;
    }

    /** Returns the protection of records, or null before the end of the handshake. */
    public @Nullable RecordProtection protection() {
        return protection;
    }

    /** Returns the buffers in which the connection gathers a response. */
    public SendBuffers sendBuffers() {
        return RecordBuffers.ofLoop().sendBuffers();
    }

    /** Writes records to the channel. */
    public ChannelFuture write(ByteBuf records, ChannelPromise promise) {
        return front().write(records, promise);
    }

    /** Makes the channel send the records. */
    public void flush() {
        front().flush();
    }

    /** Returns whether no more bytes are decrypted. */
    boolean isOver() {
        return mode == Mode.OVER;
    }

    /** Stops decrypting, because the server has closed its half. */
    public void endInput() {
        mode = Mode.OVER;
        framer.release();
    }

    /** Closes the channel without close_notify. */
    // The channel reports its end to the connection.
    @SuppressWarnings("FutureReturnValueIgnored")
    public void closeChannel() {
        front().close();
    }

    private ChannelHandlerContext front() {
        return Objects.requireNonNull(context, "the handler is in a pipeline");
    }

    private ChannelHandlerContext end() {
        return Objects.requireNonNull(last, "the handler is in a pipeline");
    }

    private Handshake listener() {
        return Objects.requireNonNull(handshake, "TLS has begun");
    }
}
