package dev.interlock.internal.engine;

import dev.interlock.internal.log.ServerLog;
import dev.interlock.log.LogText;
import dev.interlock.observe.AbortReason;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * One connection, in any protocol. It passes received bytes to its {@link Session}, and writes the output of the
 * session to its {@link Link}. All responses to one read go out in one write. Used by the thread of its event loop
 * alone.
 *
 * <p>Every call from outside passes {@link #enter}, which closes the connection if the call fails. Otherwise a response
 * could be lost, and the next response would go out in its place.
 *
 * <p>The memory for a client that does not read is bounded: while the link takes no more bytes, the connection neither
 * steps nor reads.
 */
public final class Connection implements BatchMember, SessionHost, ConnectionWriter.Completions {
    private static final Logger LOG = ServerLog.of(Connection.class);

    // Limits on bytes that arrive after the last response. If the connection closed at once, the kernel would reset it,
    // and the client might lose that response (RFC 9112 section 9.6).
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long LINGER_BYTES = 1024 * 1024;

    /** Factor on the weight of a connection that is ending, as its last response is made. */
    private static final int ENDING_WEIGHT = 8;

    private static final int SILENT_WEIGHT = 4;
    /** Divisor of the weight of a kept-alive connection whose client has just received a response. */
    private static final int KEPT_WEIGHT = 16;

    // Clients send their first request as soon as they are connected. A long round trip is a third of this time.
    private static final long FIRST_REQUEST_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Time that a kept-alive connection may wait for a request while other clients wait for a connection. */
    private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(2);

    // A client that sends requests one after the other gets its next request answered, with "Connection: close". So it
    // need not guess whether the server has begun a request that it sent as the connection ended.
    private static final long NEXT_REQUEST_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private Link link;
    private final LoopContext loop;
    private final ConnectionList connections;
    private final MemoryBudget budget;
    private final Timeouts timeouts;
    private final Inbound inbound;
    private final Outbound outbound;
    private final ConnectionMemory memory;
    private final @Nullable ConnectionObserver observer;
    private final Turnover turnover = new Turnover();
    private final WaitTimer timer;
    private final ReadGate input = new ReadGate();
    private final ConnectionWriter output;
    private final Runnable goOn = this::goOn;

    /** Neighbours in the list of the loop's connections. */
    @Nullable
    Connection previous;

    @Nullable
    Connection next;

    private Session session;
    private Phase phase = Phase.OPEN;
    private Client client = Client.SILENT;
    private Work work = Work.NONE;
    /** Reason why the server closes the connection before its last response is sent, or null. */
    private @Nullable AbortReason abortReason;
    /** Bytes that arrived after the last request. */
    private long ignored;

    /**
     * Opens a connection.
     *
     * @param link an open link of the loop
     * @param connections the loop's list, which gets the connection until it closes
     * @param sessions opens the first session
     */
    Connection(
            Link link,
            LoopContext loop,
            LoopScratch scratch,
            ConnectionList connections,
            Timeouts timeouts,
            SessionFactory sessions) {
        this.link = link;
        this.loop = loop;
        this.connections = connections;
        this.timeouts = timeouts;
        timer = new WaitTimer(loop.nanoTime());
        budget = loop.service().memory();
        memory = new ConnectionMemory(budget);
        inbound = new Inbound(scratch.input(), scratch.arrays());
        outbound = new Outbound(link.allocator(), link.sendBuffers());
        Observers observers = loop.service().observers();
        observer = observers == null
                ? null
                : new ConnectionObserver(observers, loop, scratch.records(), link.remoteAddress(), outbound);
        output = new ConnectionWriter(link, outbound, budget, memory, observer, this);
        session = sessions.open(this);
        connections.add(this);
        memory.countOwn(link);
        if (observer != null) {
            observer.opened();
        }
    }

    /** Life of a connection. It goes from one phase to a later one. */
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
    private void begin(Phase later) {
        if (later.compareTo(phase) > 0) {
            phase = later;
        }
    }

    /** Progress of the client. The last state is final. */
    private enum Client {
        /** It has sent nothing yet. */
        SILENT,
        ACTIVE,
        /** It has announced with its last request that it sends nothing more. */
        DONE,
        /** It has closed its half. It may still read. */
        ENDED
    }

    /** Steps of the session. */
    private enum Work {
        NONE,
        /** A task of the loop will perform the next steps. */
        SCHEDULED,
        /** The session is in a step. */
        STEPPING
    }

    /** Calls of the connection by the event loop and its tasks. */
    enum Entry {
        READ,
        FLUSH,
        CLOSED(true),
        FAILED,
        ADVANCED,
        RUN(true),
        BROKEN,
        CLOSE,
        REPLACE,
        GO_ON,
        SENT,
        TAKEN,
        LAST_SENT,
        MOVED,
        RESUME,
        INPUT_ENDED,
        TICK(true),
        DRAIN,
        MAKE_ROOM,
        COUNT,
        SACRIFICE;

        /** Whether the call is made even after a failure, so that exchanges in flight give back their memory. */
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
            case RUN -> ((Runnable) argument).run();
            case BROKEN -> sendAndReset();
            case CLOSE -> link.close();
            case REPLACE -> doReplace((SessionFactory) argument);
            case GO_ON -> doGoOn();
            case SENT -> doGoOnAfterSending((Future<?>) argument);
            case LAST_SENT -> endAfterLast((Future<?>) argument);
            case MOVED -> doMove();
            case RESUME -> doResume();
            case INPUT_ENDED -> doEndInput();
            case TICK -> doTick(now);
            case DRAIN -> doDrain();
            case MAKE_ROOM -> doMakeRoom();
            case COUNT -> countUnsent();
            case TAKEN -> doCountTaken((Future<?>) argument);
            case SACRIFICE -> doSacrifice();
        }
    }

    /** Resets the connection: the client must notice that a response may be incomplete. */
    private void abort(Throwable failure) {
        begin(Phase.FAILED);
        abortReason = AbortReason.FAILED;
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
    public void moveTo(Link other) {
        link = other;
        enter(Entry.MOVED);
    }

    private void doMove() {
        output.moveTo(link);
        if (phase != Phase.CLOSED) {
            memory.countOwn(link);
        }
    }

    /** The link has been closed. */
    public void closed() {
        enter(Entry.CLOSED);
    }

    private void doClose() {
        if (phase == Phase.CLOSED) {
            return;
        }
        begin(Phase.CLOSED);
        connections.remove(this);
        memory.release();
        try {
            session.closed();
        } finally {
            try {
                releaseInput();
            } finally {
                try {
                    outbound.release();
                } finally {
                    observeClose();
                }
            }
        }
    }

    private void observeClose() {
        if (observer != null) {
            AbortReason byOthers = loop.isDraining() ? AbortReason.SHUT_DOWN : AbortReason.CLIENT_LEFT;
            observer.closed(abortReason == null ? byOthers : abortReason);
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
    public static void log(SocketAddress client, Throwable cause) {
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
    public Inbound inbound() {
        return inbound;
    }

    @Override
    public Outbound outbound() {
        return outbound;
    }

    @Override
    public SocketAddress remoteAddress() {
        return link.remoteAddress();
    }

    @Override
    public @Nullable ConnectionObserver observer() {
        return observer;
    }

    @Override
    public boolean isWritable() {
        return !output.isShut();
    }

    @Override
    public boolean isInputEnded() {
        return client == Client.ENDED;
    }

    @Override
    public void replaceSession(SessionFactory sessions) {
        enter(Entry.REPLACE, sessions, 0);
    }

    private void doReplace(SessionFactory sessions) {
        if (phase == Phase.CLOSED) {
            // A new session would never be closed.
            return;
        }
        Session former = session;
        session = sessions.open(this);
        former.closed();
        if (client == Client.ENDED) {
            session.inputEnded();
        }
        // The bytes that the former session has left may be a whole request.
        scheduleGoOn();
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
        if (client == Client.SILENT) {
            client = Client.ACTIVE;
        }
        turnover.arrived(read.readableBytes());
        Waiting before = session.waiting();
        if (!inbound.append(read)) {
            refuseForMemory();
            return;
        }
        boolean progressed = advance();
        // A head has one deadline from its first byte to its last. Every other wait restarts with each received byte.
        if (progressed || before != Waiting.REST_OF_HEAD) {
            timer.renew();
        }
    }

    /** Performs all steps that are possible; returns whether there was any. */
    private boolean advance() {
        boolean progressed = false;
        boolean wasResting = loop.activity().enter();
        Work before = work;
        work = Work.STEPPING;
        try {
            while (!output.isShut() && phase != Phase.FAILED && session.step()) {
                progressed = true;
                if (output.isDue()) {
                    doFlush();
                }
            }
        } finally {
            work = before;
            loop.activity().leave(wasResting);
        }
        if (session.waiting() == Waiting.END) {
            if (client != Client.ENDED) {
                // Again for each read: further bytes may have arrived.
                client = session.isClientDone() ? Client.DONE : Client.ACTIVE;
            }
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
        return memory.ownBytes() + memory.recordBytes() + inbound.heldBytes() + session.reclaimableHeap();
    }

    /** Whether the connection holds nothing but itself. */
    boolean holdsNothing() {
        return reclaimableHeap() == memory.ownBytes() && reclaimableDirect() == 0;
    }

    /** Bytes of direct memory that closing the connection would free. */
    long reclaimableDirect() {
        return memory.unsentBytes() + session.reclaimableDirect();
    }

    /**
     * Weight of the connection when memory is short: the heaviest connections are closed first. The weight grows with
     * the held bytes and falls with the moved bytes.
     *
     * @param held bytes held of the memory that is short
     */
    long weight(long held) {
        if (phase != Phase.OPEN) {
            // Its last response is made. Closing it loses only bytes on their way to the client.
            return ENDING_WEIGHT * held;
        }
        long still = turnover.discount(held);
        long waited = timer.elapsed(loop.nanoTime());
        if (client == Client.SILENT) {
            // The first request of a new connection is on its way.
            return waited > FIRST_REQUEST_NANOS ? SILENT_WEIGHT * still : still / SILENT_WEIGHT;
        }
        boolean kept = session.waiting() == Waiting.REQUEST
                && (timer.isRenewed() || work == Work.SCHEDULED || waited < KEPT_NANOS);
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
        if (canReject()) {
            session.refuseForMemory();
            releaseInput();
            doFlush();
        } else {
            abortReason = AbortReason.OUT_OF_MEMORY;
            link.reset();
        }
    }

    /** Whether the incomplete request can be rejected by a response. */
    private boolean canReject() {
        return session.waiting().isPartial() && isTakingRequests();
    }

    /** Whether requests are read and answered now. */
    private boolean isTakingRequests() {
        return phase == Phase.OPEN && !output.isShut();
    }

    @Override
    public void advanced() {
        enter(Entry.ADVANCED);
    }

    private void scheduleGoOn() {
        // Charges the budget before the bytes are sent: many streams may add bytes in one turn of the loop.
        countUnsent();
        // Sends later, because the caller may be in a handler of another connection. Other work in this turn of the
        // loop then leaves in the same write.
        if (work == Work.NONE && phase == Phase.OPEN) {
            work = Work.SCHEDULED;
            link.execute(goOn);
        }
    }

    private void goOn() {
        enter(Entry.GO_ON);
    }

    private void doGoOn() {
        work = Work.NONE;
        if (phase == Phase.OPEN) {
            timer.restart(loop.nanoTime());
            advanceAndFlush();
        }
    }

    private void advanceAndFlush() {
        advance();
        doFlush();
        endIfOver();
    }

    @Override
    public void broken() {
        enter(Entry.BROKEN);
    }

    private void sendAndReset() {
        begin(Phase.ENDING);
        abortReason = AbortReason.FAILED;
        try {
            output.sendBeforeReset();
            countUnsent();
        } finally {
            // The end of a connection would complete a body that is not chunked, but this one is incomplete.
            link.reset();
        }
    }

    @Override
    public void close() {
        enter(Entry.CLOSE);
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
        output.flush();
        if (!output.isShut()) {
            if (output.shutIfFull()) {
                timer.restart(loop.nanoTime());
                updateReading();
            } else {
                session.writable();
            }
        }
        countUnsent();
    }

    @Override
    public void taken(Future<?> sent) {
        enter(Entry.TAKEN, sent, 0);
    }

    /** Updates the count of unsent bytes: the link may have sent some since. */
    void count() {
        enter(Entry.COUNT);
    }

    private void countUnsent() {
        if (phase == Phase.CLOSED) {
            return;
        }
        output.count();
    }

    private void doCountTaken(Future<?> write) {
        output.completed(write);
        countUnsent();
    }

    @Override
    public void sent(Future<?> sent) {
        enter(Entry.SENT, sent, 0);
    }

    private void doGoOnAfterSending(Future<?> sent) {
        boolean wasAwaited = output.completed(sent);
        countUnsent();
        if (wasAwaited) {
            doResume();
        }
    }

    /** Continues when the link takes more bytes again. */
    public void resume() {
        enter(Entry.RESUME);
    }

    private void doResume() {
        if (phase == Phase.OPEN && output.open()) {
            timer.restart(loop.nanoTime());
            session.writable();
            advanceAndFlush();
        }
    }

    /** Ends the connection of a client that has closed its half, once all of its requests are answered. */
    private void endIfOver() {
        // The remaining bytes of a paused body may have arrived already, and so may another request, which a task will
        // read.
        if (client == Client.ENDED && isTakingRequests() && work != Work.SCHEDULED && !isBusy()) {
            end();
        }
    }

    private void updateReading() {
        boolean wanted = phase != Phase.OPEN || (!output.isShut() && session.wantsInput());
        if (input.set(link, wanted) && budget.isTight()) {
            budget.used(Defence.STOPPED_READING);
        }
    }

    /** The client has closed its half of the connection. Its earlier requests are still answered. */
    public void inputEnded() {
        enter(Entry.INPUT_ENDED);
    }

    private void doEndInput() {
        client = Client.ENDED;
        if (phase == Phase.LINGERING) {
            link.close();
        } else {
            session.inputEnded();
            endIfOver();
        }
    }

    /**
     * Sends pending responses, then closes. If the client may still send, first waits until it closes its half, at
     * most for the linger time.
     */
    private void end() {
        if (phase == Phase.OPEN) {
            begin(Phase.ENDING);
            timer.restart(loop.nanoTime());
            if (output.sendLast()) {
                linger();
            }
        }
    }

    @Override
    public void lastSent(Future<?> last) {
        enter(Entry.LAST_SENT, last, 0);
    }

    private void endAfterLast(Future<?> last) {
        output.completed(last);
        countUnsent();
        if (last.isSuccess()) {
            linger();
        } else {
            link.close();
        }
    }

    private void linger() {
        countUnsent();
        if (client.compareTo(Client.DONE) >= 0) {
            // RFC 9112 section 9.6: a client that said "close" must not send more, so no reset can meet its bytes.
            link.close();
            return;
        }
        begin(Phase.LINGERING);
        timer.restart(loop.nanoTime());
        link.shutDownOutput();
        // Reading is off if the link was blocked. Without reading, the end of the client's half goes unnoticed.
        updateReading();
    }

    /**
     * Checks the time limits.
     *
     * @param now as of {@link LoopContext#nanoTime}
     */
    void tick(long now) {
        enter(Entry.TICK, null, now);
    }

    private void doTick(long now) {
        if (phase == Phase.CLOSED) {
            return;
        }
        boolean tooSlow = session.tick(now);
        if (phase == Phase.FAILED) {
            link.reset();
            return;
        }
        if (work == Work.SCHEDULED) {
            // Until now the connection waited for a handler. The response is not sent yet.
            timer.restart(now);
        }
        timer.tick(now);
        countUnsent();
        if (turnover.tick(link.unsent()) && !isTakingRequests()) {
            // A slow client is allowed as long as it makes progress.
            timer.restart(now);
        }
        if (tooSlow || timer.elapsed(now) > limit()) {
            timeOut(now);
        }
    }

    private long limit() {
        if (phase == Phase.LINGERING) {
            return LINGER_NANOS;
        }
        if (!isTakingRequests()) {
            return timeouts.idleNanos();
        }
        return switch (session.waiting()) {
            case REST_OF_HEAD -> timeouts.headNanos();
            case RESPONSE -> Long.MAX_VALUE;
            case REST_OF_BODY -> session.wantsInput() ? timeouts.idleNanos() : Long.MAX_VALUE;
            case REQUEST, END -> timeouts.idleNanos();
        };
    }

    private void timeOut(long now) {
        if (canReject()) {
            timer.restart(now);
            session.timeOut();
            doFlush();
        } else {
            abortReason = AbortReason.TIMED_OUT;
            link.close();
        }
    }

    /**
     * Closes the connection unless it is receiving a request or sending a response. The first or next request may be on
     * its way, so the connection waits for a moment.
     */
    void drain() {
        enter(Entry.DRAIN);
    }

    private void doDrain() {
        session.drain();
        boolean expected = client == Client.SILENT
                ? timer.elapsed(loop.nanoTime()) < FIRST_REQUEST_NANOS
                : loop.drainNanos() < NEXT_REQUEST_NANOS && client != Client.ENDED;
        if (!expected && session.waiting() == Waiting.REQUEST && inbound.isEmpty() && phase == Phase.OPEN) {
            // A request may be on its way. A reset that it causes must not destroy the response before it.
            end();
        }
    }

    /** Whether the client has sent nothing, although it had time for a request. */
    boolean isIdle(long now) {
        return isAtRest()
                && isTakingRequests()
                && !timer.isRenewed()
                && idleNanos(now) > (client == Client.SILENT ? FIRST_REQUEST_NANOS : KEPT_NANOS);
    }

    /** Whether no request is being received or answered. */
    public boolean isAtRest() {
        return session.waiting() == Waiting.REQUEST && inbound.isEmpty() && work != Work.SCHEDULED;
    }

    /** Whether a response is being made, or reading of a body pauses. */
    public boolean isBusy() {
        Waiting waiting = session.waiting();
        return waiting == Waiting.RESPONSE || (waiting == Waiting.REST_OF_BODY && !session.wantsInput());
    }

    /** Whether the client has never sent anything. */
    boolean isSilent() {
        return client == Client.SILENT;
    }

    /** Time since the current wait began. */
    long idleNanos(long now) {
        return timer.elapsed(now);
    }

    /** Closes the idle connection because other clients wait for one. */
    void makeRoom() {
        enter(Entry.MAKE_ROOM);
    }

    private void doMakeRoom() {
        if (client == Client.SILENT) {
            link.close();
        } else {
            // A request may be on its way. A reset could then lose its response.
            end();
        }
    }
}
