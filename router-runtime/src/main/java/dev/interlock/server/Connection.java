package dev.interlock.server;

import dev.interlock.log.LogText;
import dev.interlock.log.ServerLog;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * One connection. It passes received bytes to its {@link Http1Session} and writes the responses to its {@link Link}.
 * All responses to one read go out in one write. Used by the thread of its event loop alone.
 *
 * <p>Every call from outside passes {@link #enter}, which closes the connection if the call fails. Otherwise a response
 * could be lost, and the next response would go out in its place.
 *
 * <p>The memory for a client that does not read is bounded: while the link takes no more bytes, the connection neither
 * answers received requests nor reads new ones.
 */
// A failed write closes the link; see closed().
@SuppressWarnings("FutureReturnValueIgnored")
final class Connection implements BatchMember, SessionListener {
    private static final Logger LOG = ServerLog.of(Connection.class);

    /** Pending responses of this size are written before the next response is made. */
    static final int WRITE_BYTES = 64 * 1024;

    // Bytes that may still arrive after the last response. If the connection closed at once, the kernel would reset it,
    // and the client might lose that response (RFC 9112 section 9.6).
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long LINGER_BYTES = 1024 * 1024;

    /**
     * Most bytes of a response that the channel may have begun to send. Their buffer is released only after all of it
     * was sent.
     */
    private static final int BEGUN_BYTES = 16 * 1024;

    /**
     * Weight of movement: a connection that moves a quarter of its bytes in each tick weighs half as much as a stalled
     * one.
     */
    private static final int MOVEMENT_WEIGHT = 4;

    /** Factor on the weight of a connection that is ending: its last response is made. */
    private static final int ENDING_WEIGHT = 8;

    private static final int SILENT_WEIGHT = 4;
    /** Divisor of the weight of a kept-alive connection whose client has just received a response. */
    private static final int KEPT_WEIGHT = 16;

    // Clients send their first request as soon as they are connected. A long round trip is a third of this time.
    private static final long FIRST_REQUEST_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Time that a kept-alive connection may wait for a request while other clients wait for a connection. */
    private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(2);

    // A client that sends requests one after the other gets its next request answered, with "close". So it need not
    // guess whether a request that met the end of its connection was begun.
    private static final long NEXT_REQUEST_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private Link link;
    private final LoopState loop;
    private final MemoryBudget budget;
    private final Timeouts timeouts;
    private final Inbound inbound;
    private final Outbound outbound;
    private final Http1Session session;
    private final Runnable goOn = this::goOn;

    /** Neighbours in the list of the loop's connections. */
    @Nullable
    Connection previous;

    @Nullable
    Connection next;

    private Phase phase = Phase.OPEN;
    /** Response that lasts for as long as the client listens, or null. */
    private @Nullable ResponseStream lasting;
    /** Whether nothing has been read yet. */
    private boolean fresh = true;
    /** Start of the current wait. If another wait has begun, the next tick sets it. */
    private long since;
    /** Whether another wait has begun since the last tick. */
    private boolean heard;
    /** Whether the session is in a step, or is about to be. */
    private boolean working;
    /** A task of the loop will continue the session. */
    private boolean scheduled;
    /** Whether the link reads by itself. */
    private boolean reading = true;
    /** Whether the link takes no more bytes. Then nothing is read or answered. */
    private boolean blocked;
    /** Write that must complete before more responses are made, or null. */
    private @Nullable Future<?> sending;
    /** Unsent bytes at the last check. */
    private long backlog;
    /** Whether the client has closed its half. It may still read. */
    private boolean inputEnded;
    /** Whether the client has announced the close with its last request. */
    private boolean clientDone;
    /** Bytes that arrived after the last request. */
    private long ignored;
    /** Bytes of heap charged to the budget for the connection itself. */
    private int ownBytes;
    /** Bytes of direct memory charged to the budget for unsent responses. */
    private long unsentBytes;
    /** Unsent bytes in memory of the application. Sent bytes of a buffer count until the whole buffer is sent. */
    private long sharedBytes;
    /** Bytes that have arrived or been sent since the last tick. */
    private long moved;
    /** Bytes that arrived or were sent in the last ticks. Each earlier tick has half the weight of the next one. */
    private long pace;

    /** @param link an open link, whose event loop has the state */
    Connection(Link link, LoopState loop, Timeouts timeouts) {
        this.link = link;
        this.loop = loop;
        this.timeouts = timeouts;
        since = loop.nanoTime();
        budget = loop.service().memory();
        inbound = new Inbound(loop.input(), loop.arrays());
        outbound = new Outbound(link.allocator(), link.sendBuffers());
        session = new Http1Session(loop, inbound, outbound, link.remoteAddress(), this);
        loop.add(this);
        countOwn();
    }

    /** Life of a connection. It goes from one to a later one. */
    private enum Phase {
        /** Requests are read and answered. */
        OPEN,
        /** The last response is on its way. */
        ENDING,
        /** The last response was sent. Its client may not have it yet. */
        LINGERING,
        /** A call has failed. Nothing more is read or sent. */
        FAILED,
        /** The link has closed, and everything is given back. */
        CLOSED
    }

    /** Begins a later phase. A connection that has closed does not open again, whatever is called late. */
    private void moveTo(Phase later) {
        if (later.compareTo(phase) > 0) {
            phase = later;
        }
    }

    /** Calls into a connection by the event loop and its tasks. */
    enum Entry {
        READ,
        FLUSH,
        CLOSED(true),
        FAILED,
        ADVANCED,
        LASTING,
        RUN(true),
        BROKEN,
        GO_ON,
        SENT,
        LAST_SENT,
        MOVED,
        RESUME,
        INPUT_ENDED,
        TICK(true),
        CLOSE_IF_IDLE,
        MAKE_ROOM,
        COUNT,
        SACRIFICE;

        /** Whether the call is made even after a failure: exchanges in flight give back their memory by it. */
        private final boolean endsThings;

        Entry() {
            this(false);
        }

        Entry(boolean endsThings) {
            this.endsThings = endsThings;
        }
    }

    /** Performs the call. Closes the connection if it fails for any reason. Throws nothing. */
    private void enter(Entry entry, @Nullable Object argument, long now) {
        if (phase == Phase.FAILED && !entry.endsThings) {
            return;
        }
        try {
            perform(entry, argument, now);
        } catch (Throwable failure) {
            abort(failure);
        }
    }

    private void enter(Entry entry) {
        enter(entry, null, 0);
    }

    // Each argument has the type that the method of its entry takes.
    @SuppressWarnings("NullAway")
    private void perform(Entry entry, @Nullable Object argument, long now) {
        switch (entry) {
            case READ -> doRead((ByteBuf) argument);
            case FLUSH -> doFlush();
            case CLOSED -> doClose();
            case FAILED -> link.failed((Throwable) argument);
            case ADVANCED -> scheduleGoOn();
            case LASTING -> setLasting((ResponseStream) argument);
            case RUN -> ((Runnable) argument).run();
            case BROKEN -> sendAndReset();
            case GO_ON -> doGoOn();
            case SENT -> doGoOnAfterSending((Future<?>) argument);
            case LAST_SENT -> endAfterLast((Future<?>) argument);
            case MOVED -> doMove();
            case RESUME -> doResume();
            case INPUT_ENDED -> doEndInput();
            case TICK -> doTick(now);
            case CLOSE_IF_IDLE -> doCloseIfIdle();
            case MAKE_ROOM -> doMakeRoom();
            case COUNT -> countUnsent();
            case SACRIFICE -> doSacrifice();
        }
    }

    /** Resets the connection: the client must notice that a response may be incomplete. */
    private void abort(Throwable failure) {
        moveTo(Phase.FAILED);
        try {
            try {
                link.reset();
            } finally {
                log(link.remoteAddress(), failure);
            }
        } catch (Throwable second) {
            // For example, out of memory. The next tick tries to close the connection again.
            Faults.error(LOG, "A connection was not closed", second);
        }
    }

    /** Continues on another link of the same socket, with the pending bytes. The current link has ended. */
    void moveTo(Link other) {
        link = other;
        enter(Entry.MOVED);
    }

    private void doMove() {
        outbound.stopBorrowing();
        countOwn();
    }

    /** The link has been closed. */
    void closed() {
        enter(Entry.CLOSED);
    }

    private void doClose() {
        if (phase == Phase.CLOSED) {
            return;
        }
        moveTo(Phase.CLOSED);
        loop.remove(this);
        budget.addConnection(-ownBytes);
        budget.direct().release(unsentBytes);
        unsentBytes = 0;
        try {
            session.closed();
        } finally {
            try {
                releaseInput();
            } finally {
                outbound.release();
            }
        }
    }

    @Override
    public void failed(Throwable cause) {
        enter(Entry.FAILED, cause, 0);
    }

    @Override
    public void run(Runnable task) {
        enter(Entry.RUN, task, 0);
    }

    /** Logs the failure of a connection. */
    static void log(SocketAddress client, Throwable cause) {
        try {
            if (cause instanceof IOException) {
                // Clients often disconnect without notice.
                LOG.debug("The connection from {} broke", client, cause);
            } else {
                LOG.error("The connection from {} failed", client, LogText.of(cause));
            }
        } catch (Throwable second) {
            // For example, out of memory. The connection is closed nevertheless.
        }
    }

    @Override
    public void read(ByteBuf read) {
        enter(Entry.READ, read, 0);
    }

    private void doRead(ByteBuf read) {
        if (phase != Phase.OPEN) {
            ignored += read.readableBytes();
            if (ignored > LINGER_BYTES) {
                link.close();
            }
            return;
        }
        fresh = false;
        moved += read.readableBytes();
        Waiting before = session.waiting();
        if (!inbound.append(read)) {
            refuseForMemory();
            return;
        }
        boolean progressed = advance();
        // A head has one deadline from its first byte to its last. Every other wait restarts with each received byte.
        if (progressed || before != Waiting.REST_OF_HEAD) {
            heard = true;
        }
    }

    /** Answers all complete requests; returns whether there was any. */
    private boolean advance() {
        boolean progressed = false;
        boolean wasResting = loop.enter();
        working = true;
        try {
            while (!blocked && phase != Phase.FAILED && session.step()) {
                progressed = true;
                if (outbound.length() >= WRITE_BYTES || outbound.hasFile()) {
                    doFlush();
                }
            }
        } finally {
            working = false;
            loop.leave(wasResting);
        }
        if (session.waiting() == Waiting.END) {
            clientDone = session.isClientDone();
            inbound.skipTo(inbound.to());
        }
        boolean borrowed = inbound.heldBytes() > 0;
        if (!inbound.settle()) {
            refuseForMemory();
        }
        if (borrowed && inbound.isEmpty()) {
            session.forgetInput();
        }
        updateReading();
        return progressed;
    }

    /** Rejects the request that is being received: there was no memory for its bytes. */
    private void refuseForMemory() {
        budget.used(Defence.REFUSED_REQUEST);
        session.refuseForMemory();
        releaseInput();
    }

    /** Gives back the received bytes. Nothing may refer to them any more. */
    private void releaseInput() {
        inbound.release();
        session.dropInput();
    }

    /** Bytes of heap that closing the connection would free. */
    long reclaimableHeap() {
        return ownBytes + inbound.heldBytes() + session.reclaimableHeap();
    }

    /** Whether the connection holds nothing but itself. */
    boolean holdsNothing() {
        return reclaimableHeap() == ownBytes && reclaimableDirect() == 0;
    }

    /** Bytes of direct memory that closing the connection would free. */
    long reclaimableDirect() {
        return unsentBytes + session.reclaimableDirect();
    }

    /**
     * Rank of the connection when memory is short: the heaviest connections are closed first. It grows with the held
     * bytes and falls with the moved ones.
     *
     * @param held bytes held of the memory that is short
     */
    long weight(long held) {
        if (phase != Phase.OPEN) {
            // Its last response is made. Closing it loses only bytes on their way to the client.
            return ENDING_WEIGHT * held;
        }
        double turnover = (double) MOVEMENT_WEIGHT * (pace + moved) / Math.max(1, held);
        long still = (long) (held / (1 + turnover));
        long waited = loop.nanoTime() - since;
        if (fresh) {
            // The first request of a new connection is on its way.
            return waited > FIRST_REQUEST_NANOS ? SILENT_WEIGHT * still : still / SILENT_WEIGHT;
        }
        boolean kept = session.waiting() == Waiting.REQUEST && (heard || scheduled || waited < KEPT_NANOS);
        return kept ? still / KEPT_WEIGHT : still;
    }

    /**
     * Gives back memory for other connections: rejects the request that is being received, or closes the connection.
     */
    void sacrifice() {
        enter(Entry.SACRIFICE);
    }

    private void doSacrifice() {
        budget.used(Defence.CLOSED_CONNECTION);
        Waiting waiting = session.waiting();
        boolean partial = waiting == Waiting.REST_OF_HEAD || waiting == Waiting.REST_OF_BODY;
        if (partial && !blocked && phase == Phase.OPEN) {
            session.refuseForMemory();
            releaseInput();
            doFlush();
        } else {
            link.reset();
        }
    }

    @Override
    public void advanced() {
        enter(Entry.ADVANCED);
    }

    private void scheduleGoOn() {
        // Charges the budget before the bytes are sent: many streams may add bytes in one turn of the loop.
        countUnsent();
        // Later, because the caller may be in a handler of another connection. Also, other work in this turn of the
        // loop leaves in the same write.
        if (!working && !scheduled && phase == Phase.OPEN) {
            scheduled = true;
            link.execute(goOn);
        }
    }

    @Override
    public void lasting(@Nullable ResponseStream stream) {
        enter(Entry.LASTING, stream, 0);
    }

    private void setLasting(@Nullable ResponseStream stream) {
        lasting = stream;
        if (stream != null && inputEnded) {
            link.close();
        }
    }

    private void goOn() {
        enter(Entry.GO_ON);
    }

    private void doGoOn() {
        scheduled = false;
        if (phase != Phase.OPEN) {
            return;
        }
        since = loop.nanoTime();
        advance();
        doFlush();
        endIfOver();
    }

    @Override
    public void broken() {
        enter(Entry.BROKEN);
    }

    private void sendAndReset() {
        moveTo(Phase.ENDING);
        try {
            link.send(outbound);
        } finally {
            // The end of a connection would complete a body that is not chunked, but this one is incomplete.
            link.reset();
        }
    }

    @Override
    public void flush() {
        enter(Entry.FLUSH);
    }

    private void doFlush() {
        if (phase == Phase.FAILED || phase == Phase.CLOSED) {
            return;
        }
        if (session.waiting() == Waiting.END) {
            end();
            return;
        }
        if (outbound.hasFile()) {
            // One file at a time: each holds a file descriptor, and the link does not count its bytes as waiting.
            awaitSent();
        } else if (outbound.length() > 0) {
            send();
        }
        if (!blocked) {
            boolean takesMore = takesMore();
            if (!takesMore) {
                blocked = true;
                since = loop.nanoTime();
                updateReading();
            }
            session.writable(takesMore);
        }
        countUnsent();
    }

    /**
     * Sends pending responses. While memory is short, no further response is made before the kernel has taken these
     * bytes.
     */
    private void send() {
        if (!budget.direct().isTight()) {
            link.send(outbound);
        } else if (!link.sendAtOnce(outbound)) {
            awaitSent();
        }
    }

    /** Updates the count of unsent bytes: the link may have sent some since. */
    void count() {
        enter(Entry.COUNT);
    }

    /** Updates the charge for the connection itself, which depends on its link. */
    private void countOwn() {
        int bytes = link.heapBytes();
        if (bytes != ownBytes && phase != Phase.CLOSED) {
            budget.addConnection(bytes - ownBytes);
            ownBytes = bytes;
        }
    }

    /** Updates the charge for unsent bytes. */
    private void countUnsent() {
        long queued = link.unsent();
        long taken = outbound.takeShared();
        sharedBytes = Math.min(queued, sharedBytes + taken);
        long own = Math.max(0, queued - sharedBytes);
        long unsent = outbound.heldBytes() + (own > 0 ? own + BEGUN_BYTES : 0);
        long more = unsent - unsentBytes;
        if (more != 0 && phase != Phase.CLOSED) {
            unsentBytes = unsent;
            budget.direct().add(more);
            if (more > 0) {
                budget.relieve();
            }
        }
    }

    /** Whether further responses may be made. */
    private boolean takesMore() {
        return link.isWritable() && sending == null;
    }

    /** Sends pending responses, and makes no further one until all are sent. */
    private void awaitSent() {
        Future<?> sent = link.sendAll(outbound);
        if (!sent.isDone()) {
            sending = sent;
            sent.addListener(this::sent);
        }
    }

    private void sent(Future<?> sent) {
        enter(Entry.SENT, sent, 0);
    }

    private void doGoOnAfterSending(Future<?> sent) {
        // Later bytes of a stream may be on their way.
        if (sent == sending) {
            sending = null;
            doResume();
        }
    }

    /** Continues after the link, which takes more bytes again, had stopped the connection. */
    void resume() {
        enter(Entry.RESUME);
    }

    private void doResume() {
        if (!blocked || phase != Phase.OPEN || !takesMore()) {
            return;
        }
        blocked = false;
        since = loop.nanoTime();
        session.writable(true);
        advance();
        doFlush();
        endIfOver();
    }

    /** Ends the connection of a client that has closed its half, once all of its requests are answered. */
    private void endIfOver() {
        // The remaining bytes of a paused body may have arrived already, and so may another request, which a task will
        // read.
        boolean pending = scheduled || session.waiting() == Waiting.ANSWER || session.isBodyPaused();
        if (inputEnded && !blocked && phase == Phase.OPEN && !pending) {
            end();
        }
    }

    private void updateReading() {
        boolean wanted = phase != Phase.OPEN || (!blocked && session.wantsInput());
        if (wanted != reading) {
            reading = wanted;
            link.setReading(wanted);
            if (!wanted && budget.isTight()) {
                budget.used(Defence.STOPPED_READING);
            }
        }
    }

    /** The client has closed its half of the connection. Its earlier requests are still answered. */
    void inputEnded() {
        enter(Entry.INPUT_ENDED);
    }

    private void doEndInput() {
        inputEnded = true;
        if (phase == Phase.LINGERING || lasting != null) {
            // The end of its input is the only sign that a listening client has gone.
            link.close();
        } else {
            endIfOver();
        }
    }

    /**
     * Sends pending responses, then closes: at once if the client has closed its half, else when it does or the time is
     * up.
     */
    private void end() {
        if (phase == Phase.OPEN) {
            moveTo(Phase.ENDING);
            since = loop.nanoTime();
            if (link.sendAtOnce(outbound)) {
                linger();
            } else {
                link.sendAll(outbound).addListener(this::lastSent);
            }
        }
    }

    private void lastSent(Future<?> last) {
        enter(Entry.LAST_SENT, last, 0);
    }

    private void endAfterLast(Future<?> last) {
        if (last.isSuccess()) {
            linger();
        } else {
            link.close();
        }
    }

    private void linger() {
        if (inputEnded || clientDone) {
            // RFC 9112 section 9.6: a client that said "close" must not send more, so no reset can meet its bytes.
            link.close();
            return;
        }
        moveTo(Phase.LINGERING);
        since = loop.nanoTime();
        link.shutDownOutput();
        // Reading is off if the link was blocked. Without reading, the end of the client's half goes unnoticed.
        updateReading();
    }

    /**
     * Checks the time limits.
     *
     * @param now as of {@link LoopState#nanoTime}
     */
    void tick(long now) {
        enter(Entry.TICK, null, now);
    }

    private void doTick(long now) {
        session.tick(now);
        if (phase == Phase.FAILED) {
            link.reset();
            return;
        }
        if (heard || scheduled) {
            // Slightly late, which favours the client and saves a clock call at each read. A scheduled task begins a
            // new
            // wait: the time before was that of a handler, whose response is not sent yet.
            heard = false;
            since = now;
        }
        countUnsent();
        long unsent = link.unsent();
        pace = (pace + moved) / 2;
        moved = 0;
        if (unsent != backlog) {
            // A slow client is allowed as long as it makes progress.
            moved = Math.max(0, backlog - unsent);
            backlog = unsent;
            since = blocked || phase != Phase.OPEN ? now : since;
        }
        boolean tooSlow = session.isBodyTooSlow(now);
        // The deadline of a streamed body always holds: a handler waits for the body.
        if (now - since > limit() || (tooSlow && !blocked && phase == Phase.OPEN) || session.isBodyOverdue(now)) {
            timeOut();
        }
    }

    private long limit() {
        if (phase == Phase.LINGERING) {
            return LINGER_NANOS;
        }
        if (blocked || phase != Phase.OPEN) {
            return timeouts.idleNanos();
        }
        return switch (session.waiting()) {
            case REST_OF_HEAD -> timeouts.headNanos();
            case ANSWER -> Long.MAX_VALUE;
            case REST_OF_BODY -> session.wantsInput() ? timeouts.idleNanos() : Long.MAX_VALUE;
            case REQUEST, END -> timeouts.idleNanos();
        };
    }

    private void timeOut() {
        Waiting waiting = session.waiting();
        boolean partial = waiting == Waiting.REST_OF_HEAD || waiting == Waiting.REST_OF_BODY;
        if (!partial || blocked || phase != Phase.OPEN) {
            link.close();
            return;
        }
        since = loop.nanoTime();
        session.timeOut();
        doFlush();
    }

    /**
     * Closes the connection unless it is receiving a request or sending a response. The first or next request may be on
     * its way, so the connection waits for a moment.
     */
    void closeIfIdle() {
        enter(Entry.CLOSE_IF_IDLE);
    }

    private void doCloseIfIdle() {
        if (lasting != null) {
            // Its client reconnects, to another server.
            lasting.end();
        }
        boolean expected = fresh
                ? loop.nanoTime() - since < FIRST_REQUEST_NANOS
                : loop.drainNanos() < NEXT_REQUEST_NANOS && !inputEnded;
        if (!expected && session.waiting() == Waiting.REQUEST && inbound.isEmpty() && phase == Phase.OPEN) {
            // A request may be on its way. A reset that it causes must not destroy the response before it.
            end();
        }
    }

    /** Whether the client had its time to send a request and has sent nothing. */
    boolean isIdle(long now) {
        return isAtRest()
                && phase == Phase.OPEN
                && !blocked
                && !heard
                && idleNanos(now) > (fresh ? FIRST_REQUEST_NANOS : KEPT_NANOS);
    }

    /** Whether no request is being received or answered. */
    boolean isAtRest() {
        return session.waiting() == Waiting.REQUEST && inbound.isEmpty() && !scheduled;
    }

    /** Whether a response is being made, or reading of a body pauses. */
    boolean isBusy() {
        Waiting waiting = session.waiting();
        return waiting == Waiting.ANSWER || (waiting == Waiting.REST_OF_BODY && !session.wantsInput());
    }

    /** Whether the client has never sent anything. */
    boolean isSilent() {
        return fresh;
    }

    /** Time since the current wait began. */
    long idleNanos(long now) {
        return now - since;
    }

    /** Closes the idle connection because other clients wait for one. */
    void makeRoom() {
        enter(Entry.MAKE_ROOM);
    }

    private void doMakeRoom() {
        if (fresh) {
            link.close();
        } else {
            // A request may be on its way. A reset could then lose its response.
            end();
        }
    }
}
