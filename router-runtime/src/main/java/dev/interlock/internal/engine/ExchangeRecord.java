package dev.interlock.internal.engine;

import dev.interlock.http.RouteInfo;
import dev.interlock.internal.forwarding.Origin;
import dev.interlock.internal.forwarding.TrustedProxies;
import dev.interlock.internal.message.Content;
import dev.interlock.internal.message.ReceivedHead;
import dev.interlock.internal.syntax.FieldSection;
import dev.interlock.observe.ExchangeListener;
import dev.interlock.observe.ObservedConnection;
import dev.interlock.observe.ObservedExchange;
import dev.interlock.observe.RejectionReason;
import io.netty.buffer.ByteBuf;
import java.net.SocketAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Record of one exchange for the listeners of the server. After the exchange, the record serves another exchange. */
final class ExchangeRecord implements ObservedExchange, CodeScope {
    /** Estimate of the heap that an exception with its stack trace takes. */
    private static final int FAILURE_BYTES = 4096;

    /** Value of {@link #responseBytes} for a response that is one range of the output. */
    private static final long IN_ONE_PIECE = -1;

    private static final String HTTP = "http";
    private static final String HTTPS = "https";

    private final Observers observers;
    private final @Nullable Object[] attachments;

    private final ObservedPart part = new ObservedPart();
    private final ObservedSection fields = new ObservedSection();

    /** Next record in a list, or null. */
    @Nullable
    ExchangeRecord next;

    private @Nullable ConnectionObserver connection;
    private @Nullable ReceivedHead head;
    private boolean hasHead;
    private @Nullable RouteInfo route;
    /** Address of the client that trusted proxies have stated, or null. */
    private @Nullable SocketAddress client;

    private String scheme = HTTP;
    private @Nullable String authority;

    private @Nullable RejectionReason rejection;
    private @Nullable Throwable failure;
    /** Bytes for which the connection is charged, because the record keeps an exception. */
    private int failureBytes;

    private int status;
    private long requestBytes;
    private long begunNanos;
    private long firstByteNanos;
    private long lastByteNanos;
    /** Position of the first byte of the response in the output of the connection. */
    private long from;
    /** Position after the last byte of the response, or {@link #from} while the response is incomplete. */
    private long to;

    /** Number of bytes of a response that is interleaved with others in the output, or {@link #IN_ONE_PIECE}. */
    private long responseBytes = IN_ONE_PIECE;

    private boolean complete;
    /** Whether the time limit has passed. Set by the event loop. */
    private volatile boolean isLate;
    /** Number of objects that still use the record. While it is not 0, the record cannot serve another exchange. */
    private int holds;

    ExchangeRecord(Observers observers) {
        this.observers = observers;
        attachments = observers.newAttachments();
    }

    void begin(ConnectionObserver of, @Nullable ReceivedHead received, int headBytes, long now) {
        connection = of;
        head = received;
        hasHead = received != null;
        requestBytes = headBytes;
        begunNanos = now;
    }

    /** Counts received bytes of the body. */
    void received(int bytes) {
        requestBytes += bytes;
    }

    void rejected(RejectionReason reason) {
        rejection = reason;
    }

    /**
     * Notes an exception. Ignores exceptions of the server itself, because they tell listeners nothing beyond the end
     * of the exchange.
     */
    void failed(Throwable cause) {
        if (!(cause instanceof ExchangeTimeoutException) && !(cause instanceof ConnectionClosedException)) {
            failure = cause;
        }
    }

    /**
     * Returns the bytes for which the connection must be charged. Called by the event loop when the response begins.
     */
    int chargeFailure() {
        failureBytes = failure == null ? 0 : FAILURE_BYTES;
        return failureBytes;
    }

    /** Returns the bytes for which the connection was charged. */
    int refundFailure() {
        int refunded = failureBytes;
        failureBytes = 0;
        return refunded;
    }

    void routed(@Nullable RouteInfo found) {
        route = found;
        TrustedProxies proxies = observers.proxies();
        if (head == null) {
            return;
        }
        scheme = head.isSecure() ? HTTPS : HTTP;
        if (!proxies.isEmpty()) {
            Origin origin = proxies.originOf(head, connection().remoteAddress());
            client = origin.client();
            scheme = origin.scheme() == null ? scheme : origin.scheme();
            authority = origin.authority();
        }
    }

    /** Drops the reference to the head, because later requests overwrite the bytes of the head. */
    void forgetHead() {
        head = null;
    }

    @Override
    public void hold() {
        holds++;
    }

    @Override
    public void release() {
        holds--;
    }

    /** Notes that the handler has returned. Called by the thread of the handler. */
    void handlerReturned() {
        observers.handlerReturned(this);
    }

    @Override
    public boolean isObserved() {
        return observers.hasScopes();
    }

    /** Returns the scope of the current thread, which is not the event loop. */
    ThreadScope scopeOfThread() {
        return observers.scopeOfThread();
    }

    @Override
    public void opened() {
        observers.scopeOpened(this);
    }

    @Override
    public void closed() {
        observers.scopeClosed(this);
    }

    /** Returns whether a listener wants the body of the request. */
    boolean wantsRequestBody() {
        return observers.hasRequestBodies();
    }

    /** Returns whether a listener wants the body of the response. */
    boolean wantsResponseBody() {
        return observers.hasResponseBodies();
    }

    void requestBodyArrived(byte[] bytes, int first, int last, boolean isLast) {
        observers.requestBodyArrived(this, part.wrap(bytes, first, last), isLast);
        part.clear();
    }

    void responseFieldsSet(FieldSection section) {
        if (observers.hasResponseFields()) {
            observers.responseFieldsSet(this, fields.wrap(section));
            fields.clear();
        }
    }

    /** Notifies the listeners of a body in memory. The body may be empty. */
    void responseBodyAdded(byte[] bytes, int first, int last) {
        if (last > first) {
            observers.responseBodyAdded(this, part.wrap(bytes, first, last));
            part.clear();
        }
    }

    void responseBodyAdded(ByteBuf bytes) {
        observers.responseBodyAdded(this, part.wrap(bytes));
        part.clear();
    }

    void responseFileAdded(Content.File file) {
        observers.responseFileAdded(this, file);
    }

    /** Notes that the time limit of the exchange has passed. Called by the event loop. */
    void expire() {
        isLate = true;
    }

    void responseBegun(int finalStatus, long position) {
        status = finalStatus;
        from = position;
        to = position;
    }

    private boolean hasResponse() {
        return status != 0;
    }

    /** Ends the response at a position, because its connection has closed. */
    void cut(long position) {
        if (hasResponse()) {
            to = Math.max(from, complete ? Math.min(to, position) : position);
        }
    }

    /** Sets the number of bytes of a response that is interleaved with others in the output. */
    void count(long bytes) {
        responseBytes = bytes;
    }

    /** Notes that the response is complete and ends before {@code position}. */
    void complete(long position) {
        to = position;
        complete = true;
    }

    /**
     * Notes that the kernel has taken the output up to a position. Returns whether the kernel has taken the whole
     * response.
     */
    boolean sent(long position, long now) {
        if (!hasResponse()) {
            return false;
        }
        if (firstByteNanos == 0 && position > from) {
            firstByteNanos = now;
        }
        if (!complete || position < to) {
            return false;
        }
        lastByteNanos = now;
        return true;
    }

    /**
     * Forgets the exchange. If objects still use the record, does nothing and returns false. Otherwise the record can
     * serve another exchange.
     */
    boolean reset() {
        if (holds > 0) {
            return false;
        }
        Arrays.fill(attachments, null);
        next = null;
        connection = null;
        head = null;
        hasHead = false;
        route = null;
        client = null;
        scheme = HTTP;
        authority = null;
        rejection = null;
        failure = null;
        failureBytes = 0;
        status = 0;
        requestBytes = 0;
        begunNanos = 0;
        firstByteNanos = 0;
        lastByteNanos = 0;
        from = 0;
        to = 0;
        responseBytes = IN_ONE_PIECE;
        complete = false;
        if (isLate) {
            isLate = false;
        }
        return true;
    }

    @Override
    public ObservedConnection connection() {
        if (connection == null) {
            throw new IllegalStateException("The exchange is over");
        }
        return connection;
    }

    @Override
    public ReceivedHead head() {
        if (head == null) {
            throw new IllegalStateException(
                    hasHead
                            ? "The head of the request is gone. Tip: read it in requestBegun or routed"
                            : "The request has no head that could be read. Tip: ask hasHead() before");
        }
        return head;
    }

    @Override
    public SocketAddress clientAddress() {
        return client == null ? connection().remoteAddress() : client;
    }

    @Override
    public String scheme() {
        return scheme;
    }

    @Override
    public @Nullable String forwardedAuthority() {
        return authority;
    }

    @Override
    public boolean hasHead() {
        return hasHead;
    }

    @Override
    public @Nullable RouteInfo route() {
        return route;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public @Nullable RejectionReason rejection() {
        return rejection;
    }

    @Override
    public @Nullable Throwable failure() {
        return failure;
    }

    @Override
    public long requestBytes() {
        return requestBytes;
    }

    @Override
    public boolean timedOut() {
        return isLate;
    }

    @Override
    public long responseBytes() {
        return responseBytes == IN_ONE_PIECE ? to - from : responseBytes;
    }

    @Override
    public long begunNanos() {
        return begunNanos;
    }

    @Override
    public long firstByteNanos() {
        return firstByteNanos;
    }

    @Override
    public long lastByteNanos() {
        return lastByteNanos;
    }

    @Override
    public @Nullable Object attachment(ExchangeListener listener) {
        return attachments[observers.index(listener)];
    }

    @Override
    public void attach(ExchangeListener listener, @Nullable Object attachment) {
        attachments[observers.index(listener)] = attachment;
    }
}
