package dev.interlock.internal.engine;

import dev.interlock.http.RouteInfo;
import dev.interlock.internal.message.ReceivedHead;
import dev.interlock.observe.AbortReason;
import dev.interlock.observe.ExchangeListener;
import dev.interlock.observe.ObservedConnection;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Notifies the listeners of a server of the events on one connection. Keeps the records of exchanges in the order in
 * which they began. A record stays until the kernel has taken the whole response. A position is the number of bytes
 * that the connection has had to send so far. Used only by the thread of the event loop.
 */
public final class ConnectionObserver implements ObservedConnection {
    /**
     * Limit on the records. A connection with this many records makes no further response before the kernel has taken
     * the earlier responses.
     */
    static final int FULL = 256;

    /** Estimated bytes of a record and of the small objects that listeners attach to it. */
    static final int RECORD_BYTES = 256;

    private final Observers observers;
    private final LoopContext loop;
    private final ExchangeRecords records;
    private SocketAddress remoteAddress;
    private final Outbound outbound;
    private final @Nullable Object[] attachments;
    private @Nullable ExchangeRecord first;
    private @Nullable ExchangeRecord last;
    private int count;
    /** Whether the listeners know the connection. */
    private boolean opened;
    /** Bytes that listeners hold for the exchanges, beside the records. */
    private long held;
    /** Position up to which the kernel has taken the bytes. */
    private long sent;

    /** @param outbound output of the connection, which counts the bytes */
    ConnectionObserver(
            Observers observers,
            LoopContext loop,
            ExchangeRecords records,
            SocketAddress remoteAddress,
            Outbound outbound) {
        this.observers = observers;
        this.loop = loop;
        this.records = records;
        this.remoteAddress = remoteAddress;
        this.outbound = outbound;
        attachments = observers.newAttachments();
    }

    /** Returns the scope of the event loop. */
    ThreadScope scope() {
        return loop.scope();
    }

    /** @param client address of the client, which a proxy may have stated */
    void opened(SocketAddress client) {
        remoteAddress = client;
        opened = true;
        observers.connectionOpened(this);
    }

    /**
     * Begins a request.
     *
     * @param head head of the request, or null if the head is malformed
     * @param headBytes length of the head in bytes
     */
    ExchangeRecord begin(@Nullable ReceivedHead head, int headBytes) {
        ExchangeRecord record = records.take(observers);
        record.begin(this, head, headBytes, loop.nanoTime());
        if (last == null) {
            first = record;
        } else {
            last.next = record;
        }
        last = record;
        count++;
        observers.requestBegun(record);
        return record;
    }

    /** Returns whether no further exchange should begin before earlier responses are sent. */
    boolean isFull() {
        return count >= FULL;
    }

    /** Returns the bytes of heap that the records and their listeners hold. */
    long heldBytes() {
        return (long) count * RECORD_BYTES + held;
    }

    @Override
    public void hold(int bytes) {
        held += bytes;
    }

    /** Sets the route of a request, or null if it has none. */
    void routed(ExchangeRecord record, @Nullable RouteInfo route) {
        record.routed(route);
        observers.routed(record);
        record.forgetHead();
    }

    /** Begins a response. The next byte to send must be the first byte of its head. */
    void responseBegun(ExchangeRecord record, int status) {
        record.responseBegun(status, outbound.appended());
        held += record.chargeFailure();
        observers.responseBegun(record);
    }

    /** Ends a response. The last byte to send must be the last byte of the response. */
    void responseEnded(ExchangeRecord record) {
        record.complete(outbound.appended());
    }

    /** Sets the position up to which the kernel has taken the bytes. */
    void sent(long position) {
        // A link may return only an estimate. The position must not move back.
        sent = Math.max(sent, position);
        if (first == null) {
            return;
        }
        long now = loop.nanoTime();
        for (ExchangeRecord record = takeSent(now); record != null; record = takeSent(now)) {
            observers.responseSent(record);
            records.give(record);
        }
    }

    /**
     * Removes the first record whose response was sent, before a listener is called. Returns null if there is none.
     */
    private @Nullable ExchangeRecord takeSent(long now) {
        ExchangeRecord before = null;
        for (ExchangeRecord record = first; record != null; record = record.next) {
            if (record.sent(sent, now)) {
                held -= record.refundFailure();
                remove(record, before);
                return record;
            }
            before = record;
        }
        return null;
    }

    /** @param before record before {@code record} in the list, or null */
    private void remove(ExchangeRecord record, @Nullable ExchangeRecord before) {
        ExchangeRecord after = record.next;
        record.next = null;
        if (before == null) {
            first = after;
        } else {
            before.next = after;
        }
        if (after == null) {
            last = before;
        }
        count--;
    }

    /** Ends all records after the connection has closed. */
    void closed(AbortReason reason) {
        for (ExchangeRecord record = first; record != null; record = first) {
            held -= record.refundFailure();
            remove(record, null);
            record.cut(sent);
            observers.responseAborted(record, reason);
            records.give(record);
        }
        if (opened) {
            observers.connectionClosed(this);
        }
    }

    @Override
    public SocketAddress remoteAddress() {
        return remoteAddress;
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
