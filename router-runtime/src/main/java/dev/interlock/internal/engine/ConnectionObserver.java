package dev.interlock.internal.engine;

import dev.interlock.http.RequestHead;
import dev.interlock.http.RouteInfo;
import dev.interlock.observe.AbortReason;
import dev.interlock.observe.ExchangeListener;
import dev.interlock.observe.ObservedConnection;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Notifies the listeners of a server of the events on one connection. It keeps the records of exchanges in the order in
 * which they began, until the kernel has taken each whole response. Positions count all bytes that the connection has
 * to send, from 0. Used by the thread of the event loop alone.
 */
public final class ConnectionObserver implements ObservedConnection {
    /**
     * Number of records with which a connection makes no further response before the kernel has taken the earlier ones.
     */
    static final int FULL = 256;

    /** Approximate bytes of a record, with as much again for the objects that listeners attach. */
    static final int RECORD_BYTES = 256;

    private final Observers observers;
    private final LoopContext loop;
    private final ExchangeRecords records;
    private final SocketAddress remoteAddress;
    private final Outbound outbound;
    private final @Nullable Object[] attachments;
    private @Nullable ExchangeRecord first;
    private @Nullable ExchangeRecord last;
    private int count;
    /** Position up to which the kernel has taken all bytes. */
    private long sent;

    /** @param outbound counts the bytes of the connection */
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

    void opened() {
        observers.connectionOpened(this);
    }

    /**
     * Begins a request.
     *
     * @param head its head, or null if it cannot be read
     */
    ExchangeRecord begin(@Nullable RequestHead head) {
        ExchangeRecord record = records.take(observers);
        record.begin(this, head, loop.nanoTime());
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

    /** Whether no further exchange should begin before earlier responses are sent. */
    boolean isFull() {
        return count >= FULL;
    }

    /** Bytes of heap that the records take. */
    long heldBytes() {
        return (long) count * RECORD_BYTES;
    }

    /** Sets the route of a request, or null if it has none. */
    void routed(ExchangeRecord record, @Nullable RouteInfo route) {
        record.routed(route);
        observers.routed(record);
        record.forgetHead();
    }

    /** Begins a response. Its head must be the next bytes to send. */
    void responseBegun(ExchangeRecord record, int status) {
        record.responseBegun(status, outbound.appended());
        observers.responseBegun(record);
    }

    /** Ends a response. The bytes to send end with its last byte. */
    void responseEnded(ExchangeRecord record) {
        record.complete(outbound.appended());
    }

    /** Notes the position up to which the kernel has taken all bytes. */
    void sent(long position) {
        // A link may count roughly, but bytes that were sent stay sent.
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

    /** Takes the first record whose response was sent out of the list, before a listener hears of it; null if none. */
    private @Nullable ExchangeRecord takeSent(long now) {
        ExchangeRecord before = null;
        for (ExchangeRecord record = first; record != null; record = record.next) {
            if (record.sent(sent, now)) {
                remove(record, before);
                return record;
            }
            before = record;
        }
        return null;
    }

    /** @param before record before it in the list, or null */
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
            remove(record, null);
            record.cut(sent);
            observers.responseAborted(record, reason);
            records.give(record);
        }
        observers.connectionClosed(this);
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
