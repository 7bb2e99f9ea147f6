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
 * which they began. A record stays until the kernel has taken the whole response. A position in the output is the
 * number of bytes before it, counted from the start of the connection. Used only by the thread of the event loop.
 */
public final class ConnectionObserver implements ObservedConnection {
    /**
     * Limit on the number of records. A connection that has reached it makes no further response until the kernel has
     * taken earlier responses.
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
    /** Whether the listeners were notified of the connection. */
    private boolean opened;
    /** Bytes of heap that listeners hold for exchanges, without the records. */
    private long held;
    /** Position up to which the kernel has taken the output. */
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

    /** Returns whether earlier responses must be sent before another exchange begins. */
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

    /** Notes the start of a response. Called before the first byte of its head is appended to the output. */
    void responseBegun(ExchangeRecord record, int status) {
        record.responseBegun(status, outbound.appended());
        held += record.chargeFailure();
        observers.responseBegun(record);
    }

    /** Notes that a response ends before it is complete, although its connection stays open. */
    void aborted(ExchangeRecord record, AbortReason reason) {
        ExchangeRecord before = null;
        for (ExchangeRecord each = first; each != null && each != record; each = each.next) {
            before = each;
        }
        held -= record.refundFailure();
        remove(record, before);
        observers.responseAborted(record, reason);
        records.give(record);
    }

    /** Notes the end of a response. Called after the last byte of the response is appended to the output. */
    void responseEnded(ExchangeRecord record) {
        record.complete(outbound.appended());
    }

    /**
     * Notes that the kernel has taken the output up to a position. Notifies the listeners of the responses that are
     * sent.
     */
    void sent(long position) {
        // A link may return an estimate that is lower than the last one. The position must not move back.
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
     * Removes and returns the first record whose response was sent, or returns null. The record leaves the list before
     * a listener is notified.
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

    /** Aborts the responses of all records, and notifies the listeners that the connection has closed. */
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
