package dev.interlock.internal.engine;

import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Sends the pending bytes of one connection, and counts them until the kernel has taken them. While the link is full,
 * the writer holds back further responses. Used only by the thread of the event loop.
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
    /** Whether further responses are held back. */
    private boolean shut;
    /** Write that must complete before the next response, or null. */
    private @Nullable Future<?> awaited;
    /** Whether the awaited write sends a file. */
    private boolean sendingFile;
    /** Latest result of {@link #sendAll}, or null. */
    private @Nullable Future<?> lastWrite;
    /** Position after the last byte of {@link #lastWrite}. */
    private long lastPosition;

    /** Receives the completion of writes, whether they succeed or fail. */
    interface Completions {
        /** Handles the completion of a write that did not hold back further responses. */
        void taken(Future<?> write);

        /** Handles the completion of a write that held back further responses. */
        void sent(Future<?> write);

        /** Handles the completion of the write of the last response. */
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

    /** Sends through another link from now on. That link cannot send at once. */
    void moveTo(Link other) {
        link = other;
        outbound.stopBorrowing();
    }

    /** Returns whether further responses are held back. */
    boolean isShut() {
        return shut;
    }

    /** Returns whether the pending bytes should be sent before the next response is made. */
    boolean isDue() {
        return outbound.length() >= SendBuffers.GATHERED_BYTES || outbound.hasFile() || hasManyRecords();
    }

    /** Returns whether the limit on records of unsent responses is reached. */
    private boolean hasManyRecords() {
        return observer != null && observer.isFull();
    }

    /** Sends the pending bytes. */
    void flush() {
        if (outbound.hasFile()) {
            // Only one file is sent at a time. Each pending file holds a descriptor, and the link does not count its
            // unsent bytes.
            awaitSent();
        } else if (outbound.length() > 0) {
            send();
        }
    }

    /**
     * Sends the pending responses. If memory is short, or if there are many records, holds back further responses until
     * the kernel has taken these bytes.
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

    /**
     * Sends the pending responses. Handles their completion as soon as the kernel has taken them, not only at the next
     * tick.
     */
    private void sendObserved() {
        link.send(outbound);
        if (link.unsent() > 0) {
            // This empty write completes after the bytes before it.
            sendAll().addListener(completions::taken);
        }
    }

    /** Sends the pending responses, files included. The returned future completes after the last byte. */
    private Future<?> sendAll() {
        lastPosition = outbound.appended();
        Future<?> sent = link.sendAll(outbound);
        lastWrite = sent;
        return sent;
    }

    /** Sends the pending responses, and holds back further responses until these are sent. */
    private void awaitSent() {
        boolean hasFile = outbound.hasFile();
        Future<?> sent = sendAll();
        if (!sent.isDone()) {
            awaited = sent;
            sendingFile = hasFile;
            sent.addListener(completions::sent);
        }
    }

    /** Sends the last bytes. Returns whether the kernel has taken all of them at once. */
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

    /** Sends as many pending bytes as the link takes at once. Called before a reset. */
    void sendBeforeReset() {
        link.send(outbound);
    }

    /** Holds back further responses if the link is full. Returns whether they are held back. */
    boolean shutIfFull() {
        shut = !mayOpen();
        return shut;
    }

    /**
     * Stops holding back responses if the link can take more bytes. Returns whether responses were held back until now.
     */
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
     * Handles the completion of a write. Returns whether further responses were held back until this completion. Later
     * bytes of a stream may still be unsent.
     */
    boolean completed(Future<?> write) {
        boolean wasAwaited = write == awaited;
        if (wasAwaited) {
            awaited = null;
            sendingFile = false;
        }
        // If the link only estimates its unsent bytes, nothing but this completion proves that a response was sent.
        if (observer != null && write == lastWrite && write.isSuccess()) {
            observer.sent(lastPosition);
        }
        return wasAwaited;
    }

    /** Returns the number of bytes that the kernel has taken so far. A link may return only an estimate. */
    long taken() {
        // The link does not count the bytes of a file as unsent, but it subtracts the sent bytes of the file.
        return (sendingFile ? outbound.fileFrom() : outbound.appended() - outbound.length()) - link.unsent();
    }

    /** Returns whether bytes in the link wait until the client reads. */
    boolean isWaitingForClient() {
        return sendingFile || link.unsent() > 0;
    }

    /** Updates the charge for unsent bytes and for records, and notifies the listeners of sent responses. */
    void count() {
        memory.countUnsent(link, outbound);
        if (observer != null) {
            observe(observer);
            memory.countRecords(observer.heldBytes());
        }
    }

    private void observe(ConnectionObserver observer) {
        // A closed link does not count its unsent bytes.
        if (link.isOpen()) {
            observer.sent(taken());
        }
    }
}
