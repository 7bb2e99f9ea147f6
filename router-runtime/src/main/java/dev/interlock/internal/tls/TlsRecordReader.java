package dev.interlock.internal.tls;

import dev.interlock.http.TlsConnection;
import dev.interlock.internal.engine.LinkSecurity;
import dev.interlock.internal.netty.InboundHandler;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * First handler of a channel with TLS. It passes on whole records only, so Netty's handlers keep no bytes. It keeps an
 * incomplete record in a buffer that grows with the received bytes, not with the announced length, and that counts for
 * the memory of connections. It reads the ClientHello before anything is allocated for the handshake.
 *
 * <p>Used only by the thread of the event loop.
 */
public final class TlsRecordReader extends InboundHandler implements LinkSecurity {
    /** Limit on the records without application data that a client may send in a row, such as key updates. */
    private static final int EMPTY_RECORDS = 64;

    private final TlsEndpoint endpoint;
    private final TlsEvents events = new TlsEvents(this);

    private Mode mode = Mode.CLEAR;
    private @Nullable ChannelHandlerContext context;
    private @Nullable ChannelHandlerContext last;
    private @Nullable Handshake handshake;
    private @Nullable SslHandler ssl;
    private @Nullable NegotiatedTls negotiated;
    /** Start of the ClientHello or of a record, or null if there is none. */
    private @Nullable ByteBuf held;

    /** Records passed on since the last application data. */
    private int emptyRecords;

    /** Whether the records that are being passed on have brought application data. */
    private boolean dataArrived;
    /** Whether requests may have responses that are not sent yet, because the event loop is still reading. */
    private boolean hasUnsent;

    private enum Mode {
        /** TLS has not begun. Bytes pass unchanged. */
        CLEAR,
        /** The ClientHello is arriving. */
        HELLO,
        /** The ClientHello is complete, and waits until the handshake may begin. */
        WAITING,
        /** Records are decrypted. */
        RECORDS,
        /** The server decrypts no more. Bytes pass unchanged, so that the connection can count them. */
        OVER
    }

    public TlsRecordReader(TlsEndpoint endpoint) {
        this.endpoint = endpoint;
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
            case RECORDS -> records(read, true);
        }
    }

    private void hello(ByteBuf read) {
        if (held == null && read.isReadable()) {
            int first = read.getUnsignedByte(read.readerIndex());
            if (first != TlsRecord.HANDSHAKE) {
                refuse(first);
                return;
            }
            listener().begun();
        }
        if (heldLength() + read.readableBytes() > endpoint.options().maxClientHello()) {
            fail(new SSLException(
                    "The ClientHello has more than " + endpoint.options().maxClientHello() + " bytes"));
            return;
        }
        keep(read);
        ByteBuf hello = held;
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
        ByteBuf hello = held;
        held = null;
        front().pipeline().addAfter(front().name(), null, new ServerNameHandler(this, endpoint));
        listener().sized();
        if (hello != null) {
            records(hello, false);
        }
    }

    /**
     * Passes on the whole records of a buffer, and keeps the rest. Takes ownership of the buffer.
     *
     * @param splits whether to pass on handshake records one by one; false for the records of a ClientHello, which
     *     belong together
     */
    private void records(ByteBuf read, boolean splits) {
        boolean owned = true;
        try {
            complete(read);
            int end = wholeRecords(read, splits);
            if (mode == Mode.RECORDS && end == read.writerIndex() && read.isReadable()) {
                owned = false;
                pass(read);
            } else if (mode == Mode.RECORDS && end > read.readerIndex()) {
                pass(read.readRetainedSlice(end - read.readerIndex()));
            }
            if (owned && mode == Mode.RECORDS) {
                keep(read);
            }
        } finally {
            if (owned) {
                read.release();
            }
        }
    }

    /**
     * Returns the index after the last whole record. If a record must be passed on separately, first passes on the
     * records before it, and moves the reader index after them. This applies to handshake records, and to possible
     * alerts.
     */
    private int wholeRecords(ByteBuf read, boolean splits) {
        int at = read.readerIndex();
        while (mode == Mode.RECORDS && read.writerIndex() - at >= TlsRecord.HEADER) {
            int length = TlsRecord.length(read, at);
            if (isRejected(read, at, length) || length > read.writerIndex() - at) {
                break;
            }
            if (splits && (negotiated == null || TlsRecord.mayBeAlert(read, at, length))) {
                if (at > read.readerIndex()) {
                    pass(read.readRetainedSlice(at - read.readerIndex()));
                }
                sendResponses();
            }
            at += length;
            emptyRecords++;
        }
        return at;
    }

    /** Rejects a record that is malformed or begins another handshake. Returns whether the record was rejected. */
    private boolean isRejected(ByteBuf bytes, int at, int length) {
        if (length < 0) {
            fail(TlsViolation.MALFORMED_RECORD);
        } else if (isRenegotiation(bytes, at)) {
            fail(TlsViolation.RENEGOTIATION);
        } else {
            return false;
        }
        return true;
    }

    /** Sends the responses to earlier requests before an alert. After close_notify, the engine may not encrypt them. */
    private void sendResponses() {
        if (hasUnsent) {
            hasUnsent = false;
            end().fireChannelReadComplete();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext self) {
        hasUnsent = false;
        self.fireChannelReadComplete();
    }

    /** Moves bytes to the kept record. Passes it on when it is complete. */
    private void complete(ByteBuf read) {
        while (held != null && read.isReadable() && mode == Mode.RECORDS) {
            ByteBuf kept = held;
            int missing = TlsRecord.HEADER - kept.readableBytes();
            if (missing <= 0) {
                missing = TlsRecord.length(kept, 0) - kept.readableBytes();
            }
            kept.writeBytes(read, Math.min(missing, read.readableBytes()));
            checkKept(kept);
        }
    }

    /** Passes on the kept record if it is complete. */
    private void checkKept(ByteBuf kept) {
        if (kept.readableBytes() < TlsRecord.HEADER) {
            return;
        }
        int length = TlsRecord.length(kept, 0);
        if (!isRejected(kept, 0, length) && length == kept.readableBytes()) {
            held = null;
            emptyRecords++;
            if (TlsRecord.mayBeAlert(kept, 0, length)) {
                sendResponses();
            }
            pass(kept);
        }
    }

    /**
     * Returns whether a record begins another handshake in TLS 1.2. A client could make the server do the work of many
     * handshakes on one connection.
     */
    private boolean isRenegotiation(ByteBuf bytes, int at) {
        return negotiated != null && bytes.getUnsignedByte(at) == TlsRecord.HANDSHAKE;
    }

    /** Passes on whole records. Takes ownership of them. */
    private void pass(ByteBuf records) {
        dataArrived = false;
        front().fireChannelRead(records);
        if (dataArrived || negotiated == null) {
            emptyRecords = 0;
        } else if (emptyRecords > EMPTY_RECORDS) {
            fail(TlsViolation.EMPTY_RECORDS);
        }
    }

    /** Keeps the bytes of an incomplete ClientHello or record. */
    private void keep(ByteBuf rest) {
        if (rest.isReadable()) {
            ByteBuf kept = held;
            if (kept == null) {
                kept = front().alloc().directBuffer(rest.readableBytes());
                held = kept;
            }
            kept.writeBytes(rest);
        }
    }

    private int heldLength() {
        ByteBuf kept = held;
        return kept == null ? 0 : kept.readableBytes();
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
            listener().completed();
        }
    }

    private void fail(TlsViolation violation) {
        count(violation);
        fail(new SSLException(violation.detail()));
    }

    private void count(TlsViolation violation) {
        // A failed handshake has its own count.
        if (negotiated != null && mode != Mode.OVER) {
            endpoint.statistics().count(violation);
        }
    }

    /** Reports that the TLS engine has rejected a record. */
    void rejected(Throwable cause) {
        count(TlsViolation.REJECTED_RECORD);
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
            release();
            listener().failed(cause);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext self) {
        mode = Mode.OVER;
        release();
        self.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext self) {
        release();
    }

    private void release() {
        ByteBuf kept = held;
        held = null;
        if (kept != null) {
            kept.release();
        }
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
        ByteBuf kept = held;
        return kept == null ? 0 : kept.capacity();
    }

    /** Returns the bytes of memory to charge for the TLS engine of the connection. */
    public int engineBytes() {
        if (mode == Mode.CLEAR || mode == Mode.HELLO || mode == Mode.WAITING) {
            return 0;
        }
        return endpoint.engine().bytes(negotiated != null);
    }

    /** Returns the handler that encrypts, or null while the server sends plaintext. */
    public @Nullable SslHandler ssl() {
        return ssl;
    }

    /** Returns whether no more bytes are decrypted. */
    boolean isOver() {
        return mode == Mode.OVER;
    }

    /** Stops decrypting, because the server has closed its half. */
    public void endInput() {
        mode = Mode.OVER;
        release();
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
