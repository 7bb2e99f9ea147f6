package dev.interlock.internal.engine;

import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Sends the pending bytes of one connection, and counts them until the kernel has taken them. It holds back further
 * responses while the link takes no more bytes. Used by the thread of the event loop alone.
 */
// A failed write closes the link; see Connection.closed().
@SuppressWarnings("FutureReturnValueIgnored")
final class ConnectionWriter {
    private final Outbound outbound;
    private final MemoryBudget budget;
    private final ConnectionMemory memory;
    private final @Nullable ConnectionObserver observer;
    private final Completions completions;
    private Link link;
    /** Whether further responses wait. */
    private boolean shut;
    /** Write that must complete before further responses, or null. */
    private @Nullable Future<?> awaited;
    /** Whether the awaited write has a file. */
    private boolean sendingFile;
    /** Latest write that completes once all earlier bytes are sent, or null. */
    private @Nullable Future<?> lastWrite;
    /** Number of bytes to send up to the end of that write. */
    private long lastPosition;

    /** Receives the end of writes, whether they have failed or not. */
    interface Completions {
        /** A write has completed. Further responses did not wait for it. */
        void taken(Future<?> write);

        /** A write has completed for which further responses waited. */
        void sent(Future<?> write);

        /** The write of the last response has completed. */
        void lastSent(Future<?> write);
    }

    ConnectionWriter(
            Link link,
            Outbound outbound,
            MemoryBudget budget,
            ConnectionMemory memory,
            @Nullable ConnectionObserver observer,
            Completions completions) {
        this.link = link;
        this.outbound = outbound;
        this.budget = budget;
        this.memory = memory;
        this.observer = observer;
        this.completions = completions;
    }

    /** Continues on another link, which sends at once no more. */
    void moveTo(Link other) {
        link = other;
        outbound.stopBorrowing();
    }

    /** Whether further responses wait. */
    boolean isShut() {
        return shut;
    }

    /** Whether pending bytes should be sent before a further response is made. */
    boolean isDue() {
        return outbound.length() >= SendBuffers.GATHERED_BYTES || outbound.hasFile() || hasManyRecords();
    }

    /** Whether the responses that the kernel has not taken hold many records. */
    private boolean hasManyRecords() {
        return observer != null && observer.isFull();
    }

    /** Sends the pending bytes. */
    void flush() {
        if (outbound.hasFile()) {
            // One file at a time: each holds a file descriptor, and the link does not count its bytes as waiting.
            awaitSent();
        } else if (outbound.length() > 0) {
            send();
        }
    }

    /**
     * Sends pending responses. While memory is short, or while many exchanges are observed, no further response is made
     * before the kernel has taken these bytes.
     */
    private void send() {
        boolean waits = budget.direct().isTight() || hasManyRecords();
        if (observer == null && !waits) {
            link.send(outbound);
        } else if (!link.sendAtOnce(outbound)) {
            if (waits) {
                awaitSent();
            } else {
                sendObserved();
            }
        }
    }

    /** Sends pending responses, and notices their end at once instead of at the next tick. */
    private void sendObserved() {
        link.send(outbound);
        if (link.unsent() > 0) {
            // An empty write, which completes after the bytes before it.
            sendAll().addListener(completions::taken);
        }
    }

    /** Sends pending responses with all bytes, files included. */
    private Future<?> sendAll() {
        lastPosition = outbound.appended();
        Future<?> sent = link.sendAll(outbound);
        lastWrite = sent;
        return sent;
    }

    /** Sends pending responses, and makes no further one until all are sent. */
    private void awaitSent() {
        boolean hasFile = outbound.hasFile();
        Future<?> sent = sendAll();
        if (!sent.isDone()) {
            awaited = sent;
            sendingFile = hasFile;
            sent.addListener(completions::sent);
        }
    }

    /** Sends the last bytes; returns whether the kernel has taken all of them at once. */
    boolean sendLast() {
        if (link.sendAtOnce(outbound)) {
            return true;
        }
        boolean hasFile = outbound.hasFile();
        Future<?> last = sendAll();
        awaited = last;
        sendingFile = hasFile;
        last.addListener(completions::lastSent);
        return false;
    }

    /** Sends the pending bytes before a reset, as far as the link takes them. */
    void sendBeforeReset() {
        link.send(outbound);
    }

    /** Holds back further responses if the link takes no more bytes; returns whether they wait. */
    boolean shutIfFull() {
        shut = !mayOpen();
        return shut;
    }

    /** Lets further responses through if they wait and the link takes more bytes; returns whether it did. */
    boolean open() {
        if (!shut || !mayOpen()) {
            return false;
        }
        shut = false;
        return true;
    }

    private boolean mayOpen() {
        return awaited == null && link.isWritable();
    }

    /**
     * Notes the end of a write; returns whether further responses waited for it. Later bytes of a stream may be on
     * their way.
     */
    boolean completed(Future<?> write) {
        boolean wasAwaited = write == awaited;
        if (wasAwaited) {
            awaited = null;
            sendingFile = false;
        }
        // A link that counts bytes roughly tells the end of a response by this alone.
        if (observer != null && write == lastWrite && write.isSuccess()) {
            observer.sent(lastPosition);
        }
        return wasAwaited;
    }

    /** Updates the charge for unsent bytes and their records, and what the listeners know about them. */
    void count() {
        memory.countUnsent(link, outbound);
        if (observer != null) {
            observe(observer);
            memory.countRecords(observer.heldBytes());
        }
    }

    private void observe(ConnectionObserver observer) {
        // A link that has closed counts nothing.
        if (link.isOpen()) {
            // The link does not count the bytes of a file that it is sending, and nothing follows the file.
            long appended = sendingFile ? outbound.fileFrom() : outbound.appended() - outbound.length();
            observer.sent(appended - link.unsent());
        }
    }
}
