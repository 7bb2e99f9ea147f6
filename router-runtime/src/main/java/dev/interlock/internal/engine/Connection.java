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
 * Connection of any protocol. It passes received bytes to its {@link Session}, and writes the output of the session to
 * its {@link Link}. One write sends all responses to one read. Used only by the thread of its event loop.
 *
 * <p>Each call from outside goes through {@link #enter}. If the call fails, the connection closes. If the connection
 * stayed open, a response could be lost, and the client would take the next response for the lost one.
 *
 * <p>The memory for a client that does not read is bounded: while the link takes no more bytes, the connection does not
 * read, and its session does not step.
 */
public final class Connection implements BatchMember, SessionHost, ConnectionWriter.Completions {
    private static final Logger LOG = ServerLog.of(Connection.class);

    // A lingering connection closes after this time, or when more than this number of bytes has arrived. If the
    // connection closed right after the last response, the kernel would reset it, and the client might lose that
    // response (RFC 9112 section 9.6).
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long LINGER_BYTES = 1024 * 1024;

    /** The weight of an ending connection is the number of its held bytes times this number. */
    private static final int ENDING_WEIGHT = 8;

    private static final int SILENT_WEIGHT = 4;
    /** The weight of a kept-alive connection that has just sent a response is divided by this number. */
    private static final int KEPT_WEIGHT = 16;

    // A new client usually sends its first request in this time. A connection that is silent for longer is suspect. The
    // time is as long as several long round trips.
    private static final long FIRST_REQUEST_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** While new clients wait for a connection, a kept-alive connection may wait this long for a request. */
    private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(2);

    // During a drain, a kept-alive connection waits this long for one more request, and responds with "Connection:
    // close". Otherwise a client that sends requests one after the other would have to guess whether the server has
    // processed its last request.
    private static final long NEXT_REQUEST_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private Link link;
    /** Address of the client: the address of the link, or the one that a proxy has stated. */
    private SocketAddress remoteAddress;

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
    private final ResponseProgress progress;
    private final ReadGate input = new ReadGate();
    private final ConnectionWriter output;
    private final Runnable goOn = this::goOn;

    /** Neighbours in the loop's list of connections. */
    @Nullable
    Connection previous;

    @Nullable
    Connection next;

    private Session session;
    private Phase phase = Phase.OPEN;
    private Client client = Client.SILENT;
    private Work work = Work.NONE;
    /** Reason why the server closes the connection before its last response is sent. Null if there is no reason. */
    private @Nullable AbortReason abortReason;
    /** Number of bytes that arrived after the connection stopped reading requests. */
    private long ignored;

    /**
     * Opens a connection.
     *
     * @param link an open link of the loop
     * @param connections the loop's list, which holds the connection until it closes
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
        remoteAddress = link.remoteAddress();
        this.loop = loop;
        this.connections = connections;
        this.timeouts = timeouts;
        timer = new WaitTimer(loop.nanoTime());
        progress = new ResponseProgress(loop.service().limits().responsePace(), loop.nanoTime());
        budget = loop.service().memory();
        memory = new ConnectionMemory(budget);
        inbound = new Inbound(scratch.input(), scratch.arrays());
        outbound = new Outbound(link.allocator(), link.sendBuffers());
        Observers observers = loop.service().observers();
        observer = observers == null
                ? null
                : new ConnectionObserver(observers, loop, scratch.records(), remoteAddress, outbound);
        output = new ConnectionWriter(link, outbound, budget, memory, observer, this);
        session = sessions.open(this);
        connections.add(this);
        memory.countOwn(link);
        if (observer != null && !session.isPreamble()) {
            observer.opened(remoteAddress);
        }
    }

    /** Phase of the life of a connection. It only ever changes to a later phase. */
    private enum Phase {
        /** The connection reads requests and responds to them. */
        OPEN,
        /** The connection is sending its last response. */
        ENDING,
        /** The connection has sent its last response. The client may not have received it yet. */
        LINGERING,
        /** A call has failed. The connection reads and sends nothing more. */
        FAILED,
        /** The link has closed, and the connection has released its memory. */
        CLOSED
    }

    /**
     * Begins a later phase. Does nothing if the current phase is later, so that a late call cannot reopen a connection.
     */
    private void begin(Phase later) {
        if (later.compareTo(phase) > 0) {
            phase = later;
        }
    }

    /**
     * State of the client. It changes only to a later state, except that a client that is done becomes active again if
     * it sends more bytes.
     */
    private enum Client {
        /** The client has not sent anything yet. */
        SILENT,
        ACTIVE,
        /** The client's last request says that no other request follows. */
        DONE,
        /** The client has closed its half of the connection. It may still read. */
        ENDED
    }

    /** State of the session's steps. */
    private enum Work {
        NONE,
        /** A task of the loop will perform the next steps. */
        SCHEDULED,
        /** The session is performing a step. */
        STEPPING
    }

    /** Calls that the event loop and its tasks make to the connection. */
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
        RESIZED,
        RESUME,
        INPUT_ENDED,
        TICK(true),
        DRAIN,
        MAKE_ROOM,
        COUNT,
        SACRIFICE;

        /**
         * Whether the connection performs the call even after an earlier call has failed. These calls let exchanges in
         * flight release their memory.
         */
        private final boolean endsThings;

        Entry() {
            this(false);
        }

        Entry(boolean endsThings) {
            this.endsThings = endsThings;
        }
    }

    /** Performs the call, and closes the connection if the call fails. Does not throw. */
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

    // Each argument has the type that its entry's method takes.
    @SuppressWarnings("NullAway")
    private void perform(Entry entry, @Nullable Object argument, long now) {
        switch (entry) {
            case READ -> doRead((ByteBuf) argument);
            case FLUSH -> doFlush();
            case CLOSED -> doClose();
            case FAILED -> link.failed((Throwable) argument);
            case ADVANCED -> scheduleGoOn();
            case RUN -> ((Runnable) argument).run();
            case BROKEN -> sendAndReset((Throwable) argument);
            case CLOSE -> link.close();
            case REPLACE -> doReplace((SessionFactory) argument);
            case GO_ON -> doGoOn();
            case SENT -> doGoOnAfterSending((Future<?>) argument);
            case LAST_SENT -> endAfterLast((Future<?>) argument);
            case MOVED -> doMove();
            case RESIZED -> doResize();
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

    /** Resets the connection, so that the client notices that a response may be incomplete. */
    private void abort(Throwable failure) {
        begin(Phase.FAILED);
        abortReason = AbortReason.FAILED;
        try {
            try {
                link.reset();
            } finally {
                log(remoteAddress, failure);
            }
        } catch (Throwable second) {
            // The memory may be exhausted. The next tick tries again to close the connection.
            Faults.error(LOG, "A connection was not closed", second);
        }
    }

    /**
     * Replaces the link by another link of the same socket. The former link has ended; the new link sends the pending
     * bytes.
     */
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

    /** Handles the end of the link. */
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
            // The memory may be exhausted. The connection closes even if this message is not logged.
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
        return remoteAddress;
    }

    @Override
    public @Nullable ConnectionObserver observer() {
        return observer;
    }

    @Override
    public @Nullable LinkSecurity security() {
        return link.security();
    }

    @Override
    public void resized() {
        enter(Entry.RESIZED);
    }

    private void doResize() {
        if (phase != Phase.CLOSED) {
            memory.countOwn(link);
        }
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
            // Nothing would close the new session, because the connection is already closed.
            return;
        }
        Session former = session;
        SocketAddress stated = former.statedClient();
        if (stated != null) {
            remoteAddress = stated;
        }
        session = sessions.open(this);
        former.closed();
        doResize();
        if (observer != null && former.isPreamble() && !session.isPreamble()) {
            observer.opened(remoteAddress);
        }
        if (client == Client.ENDED) {
            session.inputEnded();
        }
        // The received bytes may hold a whole request that the former session did not read.
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
        // The wait for the rest of a head has one deadline. Any other wait starts again whenever bytes arrive.
        if (progressed || before != Waiting.REST_OF_HEAD) {
            timer.renew();
        }
    }

    /** Performs all steps that the session can perform now. Returns whether it performed at least one. */
    private boolean advance() {
        boolean progressed = false;
        boolean wasResting = loop.activity().enter();
        Work before = work;
        work = Work.STEPPING;
        try {
            session.beginTurn();
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
                // A client that was done is active again if it has sent more bytes.
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

    /** Rejects the request that is being received, because there was no memory for its bytes. */
    private void refuseForMemory() {
        budget.used(Defence.REFUSED_REQUEST);
        session.refuseForMemory();
        releaseInput();
    }

    /** Releases the received bytes. Nothing may refer to them any more. */
    private void releaseInput() {
        inbound.release();
        session.dropInput();
    }

    /** Returns the bytes of heap that would be free after the connection has closed. */
    long reclaimableHeap() {
        return memory.ownBytes() + memory.recordBytes() + inbound.heldBytes() + session.reclaimableHeap();
    }

    /** Returns the bytes of heap that exchanges cost beside their bodies: their records, and what listeners hold. */
    long recordBytes() {
        return memory.recordBytes();
    }

    /** Returns whether the connection holds no memory except its own object. */
    boolean holdsNothing() {
        return reclaimableHeap() == memory.ownBytes() && reclaimableDirect() == 0;
    }

    /** Returns the bytes of direct memory that would be free after the connection has closed. */
    long reclaimableDirect() {
        return memory.unsentBytes() + session.reclaimableDirect();
    }

    /**
     * Returns the weight of the connection. When memory is short, the connections with the highest weights close first.
     * The weight grows with the held bytes. It falls with the bytes that the connection has received and sent.
     *
     * @param held bytes of the scarce memory that the connection holds
     */
    long weight(long held) {
        if (phase != Phase.OPEN) {
            // The last response is complete. If the connection closes now, only bytes on their way to the client are
            // lost.
            return ENDING_WEIGHT * held;
        }
        long still = turnover.discount(held);
        long waited = timer.elapsed(loop.nanoTime());
        if (client == Client.SILENT) {
            // The first request of a new connection may be on its way.
            return waited > FIRST_REQUEST_NANOS ? SILENT_WEIGHT * still : still / SILENT_WEIGHT;
        }
        boolean kept = session.waiting() == Waiting.REQUEST
                && (timer.isRenewed() || work == Work.SCHEDULED || waited < KEPT_NANOS);
        return kept ? still / KEPT_WEIGHT : still;
    }

    /**
     * Frees memory for other connections. Rejects the incomplete request if there is one and the link can take the
     * response. Otherwise resets the connection.
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

    /** Returns whether the connection can send a response that rejects the incomplete request. */
    private boolean canReject() {
        return session.waiting().isPartial() && isTakingRequests();
    }

    /**
     * Returns whether the connection currently reads requests and responds to them. False also while the link is full.
     */
    private boolean isTakingRequests() {
        return phase == Phase.OPEN && !output.isShut();
    }

    @Override
    public void advanced() {
        enter(Entry.ADVANCED);
    }

    private void scheduleGoOn() {
        // Charges the budget now, because many streams may add bytes before the task sends them.
        countUnsent();
        // A task sends the bytes later, because the caller may be in a handler of another connection. The write of the
        // task then also carries the other output of this turn of the loop.
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
    public void broken(Throwable cause) {
        enter(Entry.BROKEN, cause, 0);
    }

    private void sendAndReset(Throwable cause) {
        begin(Phase.ENDING);
        abortReason = cause instanceof ExchangeTimeoutException ? AbortReason.TIMED_OUT : AbortReason.FAILED;
        try {
            output.sendBeforeReset();
            countUnsent();
        } finally {
            // If the body has no framing, the client takes the end of the connection for the end of the body. The reset
            // shows that the body is incomplete.
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

    /** Updates the count of unsent bytes, because the link may have sent some. */
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

    /** Continues to respond and to read, because the link can take bytes again. */
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

    /** Ends the connection if the client has closed its half and each request has a response. */
    private void endIfOver() {
        // The received bytes may still hold the rest of a paused body, or another request that a scheduled task will
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

    /**
     * Notes that the client has closed its half of the connection. The server still responds to the requests that have
     * arrived.
     */
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
     * Sends the pending responses, then closes the connection. If the client may still send, waits before the close
     * until the client has closed its half, but not longer than the linger time.
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
            // The client has closed its half, or has said "close" and must not send more (RFC 9112 section 9.6). So no
            // late bytes can cause a reset.
            link.close();
            return;
        }
        begin(Phase.LINGERING);
        timer.restart(loop.nanoTime());
        link.shutDownOutput();
        // Reading is off if the link was full. The connection must read to notice that the client closes its half.
        updateReading();
    }

    /**
     * Checks the time limits.
     *
     * @param now current time of {@link LoopContext#nanoTime}
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
        if (isReadTooSlowly(now)) {
            abortReason = AbortReason.TIMED_OUT;
            link.reset();
            return;
        }
        if (work == Work.SCHEDULED) {
            // The connection waits for its own task, not for the client.
            timer.restart(now);
        }
        timer.tick(now);
        countUnsent();
        if (turnover.tick(link.unsent()) && !isTakingRequests()) {
            // A slow client may continue as long as it makes progress.
            timer.restart(now);
        }
        if (tooSlow || timer.elapsed(now) > limit()) {
            timeOut(now);
        }
    }

    private boolean isReadTooSlowly(long now) {
        boolean isWaiting = output.isWaitingForClient() && !session.isLasting();
        return phase != Phase.LINGERING && progress.isTooSlow(now, output.taken(), isWaiting);
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
            case RESPONSE, HANDSHAKE -> Long.MAX_VALUE;
            case REST_OF_BODY -> session.wantsInput() ? timeouts.idleNanos() : Long.MAX_VALUE;
            case REQUEST, END -> timeouts.idleNanos();
        };
    }

    private void timeOut(long now) {
        if (canReject()) {
            timer.restart(now);
            session.timeOut();
            doFlush();
        } else if (isTakingRequests() && session.sayGoodbye()) {
            end();
        } else {
            abortReason = AbortReason.TIMED_OUT;
            link.close();
        }
    }

    /**
     * Closes the connection if it is neither receiving a request nor sending a response. Called repeatedly while the
     * server drains. The first calls may leave the connection open, because a request may be on its way.
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
            session.sayGoodbye();
            // The connection lingers, because a late request could otherwise cause a reset and destroy the last
            // response.
            end();
        }
    }

    /** Returns whether the connection is at rest, and there was time for a request. */
    boolean isIdle(long now) {
        return isAtRest()
                && isTakingRequests()
                && !timer.isRenewed()
                && idleNanos(now) > (client == Client.SILENT ? FIRST_REQUEST_NANOS : KEPT_NANOS);
    }

    /** Returns whether the connection is neither receiving a request nor responding to one. */
    public boolean isAtRest() {
        return session.waiting() == Waiting.REQUEST && inbound.isEmpty() && work != Work.SCHEDULED;
    }

    /** Returns whether a handler is making a response, or the connection does not read because a body is paused. */
    public boolean isBusy() {
        Waiting waiting = session.waiting();
        return waiting == Waiting.RESPONSE || (waiting == Waiting.REST_OF_BODY && !session.wantsInput());
    }

    /** Returns whether the connection belongs to an endpoint of the group. */
    boolean isOf(int group) {
        return loop.group() == group;
    }

    /** Returns whether the client has never sent anything. */
    boolean isSilent() {
        return client == Client.SILENT;
    }

    /** Returns the time since the start of the current wait. */
    long idleNanos(long now) {
        return timer.elapsed(now);
    }

    /** Closes this idle connection, because other clients wait for a connection. */
    void makeRoom() {
        enter(Entry.MAKE_ROOM);
    }

    private void doMakeRoom() {
        if (client == Client.SILENT) {
            link.close();
        } else {
            session.sayGoodbye();
            // The connection lingers, because a late request could otherwise cause a reset and destroy the last
            // response.
            end();
        }
    }
}
