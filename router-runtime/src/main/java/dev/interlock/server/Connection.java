package dev.interlock.server;

import dev.interlock.http.LogText;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: brings what is read to its {@link Http1Session} and what that answers back to its {@link Link}, all
 * responses to one read in one write. Used by the thread of its event loop alone.
 *
 * <p>Every call from outside passes {@link #enter}, which closes the connection if the call fails: otherwise a response could
 * be lost, and the next one would go out in its place.
 *
 * <p>Memory is bounded against a client that does not read: while that takes no more, neither requests that are
 * there already are answered nor new ones read.
 */
// What could not be sent fails the link, which is heard of.
@SuppressWarnings("FutureReturnValueIgnored")
final class Connection implements Batch.Member, SessionListener {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    /** Responses that have gathered up to this size are written before the next one is made. */
    static final int WRITE_BYTES = 64 * 1024;

    // What may still arrive once the last response is out: closing at once would have the kernel reset the connection,
    // and the client might lose that response (RFC 9112 section 9.6).
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long LINGER_BYTES = 1024 * 1024;

    /** Bytes of a response that the channel may have begun to send, of a buffer that is there until all of it is sent. */
    private static final int BEGUN_BYTES = 16 * 1024;

    /** A connection that moves a quarter of what it holds in each tick counts half as much as one that stands still. */
    private static final int MOVEMENT_WEIGHT = 4;

    /** How much sooner a connection has to go whose last response is made, or whose client has never sent anything. */
    private static final int ENDING_WEIGHT = 8;

    private static final int SILENT_WEIGHT = 4;
    /** How much later a connection has to go whose client has just had a response. */
    private static final int KEPT_WEIGHT = 16;

    // Clients send it as soon as they hear that they are connected: a long way there and back is a third of this.
    private static final long FIRST_REQUEST_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** How long a kept connection may wait for a request while other clients wait for a connection. */
    private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(2);

    // A client that sends requests one after the other has the next one answered, with "close", and need not guess
    // whether
    // a request that met the end of its connection was begun.
    private static final long NEXT_REQUEST_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Link link;
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

    /** The answer that lasts for as long as the client listens. */
    private @Nullable ResponseStream lasting;
    /** Nothing has been read yet. */
    private boolean fresh = true;
    /** When the wait began that the connection is in, unless it is for the next tick to note that. */
    private long since = System.nanoTime();
    /** Another wait has begun since the last tick. */
    private boolean heard;
    /** The session is in a step, or is about to be. */
    private boolean working;
    /** The session goes on in a task of the loop. */
    private boolean scheduled;
    /** The link reads by itself. */
    private boolean reading = true;
    /** The link takes no more: nothing is read or answered. */
    private boolean blocked;
    /** Write that has to be complete before more responses are made, or null. */
    private @Nullable Future<?> sending;
    /** What was not yet sent when it was looked at last. */
    private long backlog;
    /** The client sends no more, though it may still read. */
    private boolean inputEnded;
    /** It has said so with its last request. */
    private boolean clientDone;
    /** The last response is on its way. */
    private boolean ending;
    /** The last response has been sent. */
    private boolean lingering;
    /** Bytes that arrived after the last request. */
    private long ignored;
    /** Bytes of heap that the connection itself takes, as the budget was charged. */
    private int ownBytes;
    /** Bytes of direct memory that unsent responses take, as the budget was charged. */
    private long unsentBytes;
    /** Of the bytes that the link has to send, those in memory of the application's; what was sent of them counts on. */
    private long sharedBytes;
    /** Bytes that have arrived or been sent since the last tick. */
    private long moved;
    /** Bytes that arrived or were sent in each of the last ticks, half of the weight for each earlier one. */
    private long pace;
    /** Whether the connection is over and holds nothing any more. */
    private boolean released;
    /** A call failed: nothing more is read or sent. */
    private boolean dead;

    /** @param link that is open, and whose event loop has the state */
    Connection(Link link, LoopState loop, Timeouts timeouts) {
        this.link = link;
        this.loop = loop;
        this.timeouts = timeouts;
        budget = loop.service().memory();
        inbound = new Inbound(loop.input(), loop.arrays());
        outbound = new Outbound(link.allocator(), link.sendBuffers());
        session = new Http1Session(loop, inbound, outbound, link.remoteAddress(), this);
        loop.add(this);
        countOwn();
    }

    /** Calls of the event loop, and of its tasks, into a connection. */
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
        RESUME,
        INPUT_ENDED,
        TICK(true),
        CLOSE_IF_IDLE,
        MAKE_ROOM,
        COUNT,
        SACRIFICE;

        /** Whether it is needed after a failure: exchanges in flight give back what they hold. */
        private final boolean endsThings;

        Entry() {
            this(false);
        }

        Entry(boolean endsThings) {
            this.endsThings = endsThings;
        }
    }

    /** Does what the entry stands for; closes the connection if that fails, whatever by. Throws nothing. */
    private void enter(Entry entry, @Nullable Object argument, long now) {
        if (dead && !entry.endsThings) {
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

    // Each argument is of the type that the method of the entry takes.
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
            case RESUME -> doResume();
            case INPUT_ENDED -> doEndInput();
            case TICK -> doTick(now);
            case CLOSE_IF_IDLE -> doCloseIfIdle();
            case MAKE_ROOM -> doMakeRoom();
            case COUNT -> countUnsent();
            case SACRIFICE -> doSacrifice();
        }
    }

    /** Closes the connection; the client sees a reset, as a part of a response may have been sent. */
    private void abort(Throwable failure) {
        dead = true;
        ending = true;
        try {
            try {
                link.reset();
            } finally {
                log(link.remoteAddress(), failure);
            }
        } catch (Throwable second) {
            // Out of memory, for example. The next tick tries to close it again.
            Faults.error(LOG, "A connection was not closed", second);
        }
    }

    /** The link has been closed. */
    void closed() {
        enter(Entry.CLOSED);
    }

    private void doClose() {
        ending = true;
        if (released) {
            return;
        }
        released = true;
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

    /** Says what went wrong with a connection. */
    static void log(SocketAddress client, Throwable cause) {
        try {
            if (cause instanceof IOException) {
                // Clients go away without a word all the time.
                LOG.debug("The connection from {} broke", client, cause);
            } else {
                LOG.error("The connection from {} failed", client, LogText.of(cause));
            }
        } catch (Throwable second) {
            // Without memory, say. The connection is closed all the same.
        }
    }

    @Override
    public void read(ByteBuf read) {
        enter(Entry.READ, read, 0);
    }

    private void doRead(ByteBuf read) {
        if (ending) {
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
        // A head has a limit from its first byte to its last; all else only has to go on.
        if (progressed || before != Waiting.REST_OF_HEAD) {
            heard = true;
        }
    }

    /** Answers what can be answered; returns whether that was anything. */
    private boolean advance() {
        boolean progressed = false;
        boolean wasResting = loop.enter();
        working = true;
        try {
            while (!blocked && !dead && session.step()) {
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

    /** Bytes of the request that is being received are lost, as there was no memory for them. */
    private void refuseForMemory() {
        budget.used(Defence.REFUSED_REQUEST);
        session.refuseForMemory();
        releaseInput();
    }

    /** Gives back what has been received; nothing may refer to it any more. */
    private void releaseInput() {
        inbound.release();
        session.forgetInput();
    }

    /** Bytes of heap that come back if the connection is closed. */
    long reclaimableHeap() {
        return ownBytes + inbound.heldBytes() + session.reclaimableHeap();
    }

    /** Whether the connection holds nothing but itself. */
    boolean holdsNothing() {
        return reclaimableHeap() == ownBytes && reclaimableDirect() == 0;
    }

    /** Bytes of direct memory that come back if the connection is closed. */
    long reclaimableDirect() {
        return unsentBytes + session.reclaimableDirect();
    }

    /**
     * How soon the connection has to go when memory is short: the more it holds and the less it moves.
     *
     * @param held bytes of the memory that is short
     */
    long weight(long held) {
        if (ending) {
            // Its last response is made: only bytes that may still be on their way would be lost.
            return ENDING_WEIGHT * held;
        }
        double turnover = (double) MOVEMENT_WEIGHT * (pace + moved) / Math.max(1, held);
        long still = (long) (held / (1 + turnover));
        long waited = System.nanoTime() - since;
        if (fresh) {
            // The first request of a connection that was just opened is on its way.
            return waited > FIRST_REQUEST_NANOS ? SILENT_WEIGHT * still : still / SILENT_WEIGHT;
        }
        boolean kept = session.waiting() == Waiting.REQUEST && (heard || waited < KEPT_NANOS);
        return kept ? still / KEPT_WEIGHT : still;
    }

    /** Gives back what the connection holds, for others: refuses the request that is being received, or closes. */
    void sacrifice() {
        enter(Entry.SACRIFICE);
    }

    private void doSacrifice() {
        budget.used(Defence.CLOSED_CONNECTION);
        Waiting waiting = session.waiting();
        boolean partial = waiting == Waiting.REST_OF_HEAD || waiting == Waiting.REST_OF_BODY;
        if (partial && !blocked && !ending) {
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
        // What streams put into the outbound counts before it is sent: many may do so in one turn of the loop.
        countUnsent();
        // Not at once: the caller may be in a handler of another connection. And what else is done in this turn of the
        // loop leaves in the same write.
        if (!working && !scheduled && !ending) {
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
        if (ending) {
            return;
        }
        since = System.nanoTime();
        advance();
        doFlush();
        endIfOver();
    }

    @Override
    public void broken() {
        enter(Entry.BROKEN);
    }

    private void sendAndReset() {
        ending = true;
        try {
            link.send(outbound);
        } finally {
            // The end of a connection is the end of a body that is not chunked, and this is none.
            link.reset();
        }
    }

    @Override
    public void flush() {
        enter(Entry.FLUSH);
    }

    private void doFlush() {
        if (dead) {
            return;
        }
        if (session.waiting() == Waiting.END) {
            end();
            return;
        }
        if (outbound.hasFile()) {
            // The link does not count the bytes of files as waiting, and each file holds a descriptor: one at a time.
            awaitSent();
        } else if (outbound.length() > 0) {
            send();
        }
        if (!blocked) {
            boolean takesMore = takesMore();
            if (!takesMore) {
                blocked = true;
                since = System.nanoTime();
                updateReading();
            }
            session.writable(takesMore);
        }
        countUnsent();
    }

    /** Sends what is ready; while memory is short, no more is made before the kernel has taken that. */
    private void send() {
        if (!budget.direct().isTight()) {
            link.send(outbound);
        } else if (!link.sendAtOnce(outbound)) {
            awaitSent();
        }
    }

    /** Counts anew what the client has not taken: a link may have sent something since. */
    void count() {
        enter(Entry.COUNT);
    }

    /** Charges the budget with the connection itself: a link may have got a channel. */
    private void countOwn() {
        int bytes = link.heapBytes();
        if (bytes != ownBytes && !released) {
            budget.addConnection(bytes - ownBytes);
            ownBytes = bytes;
        }
    }

    /** Charges the budget with what the client has not taken. */
    private void countUnsent() {
        long queued = link.unsent();
        long taken = outbound.takeShared();
        sharedBytes = Math.min(queued, sharedBytes + taken);
        long own = Math.max(0, queued - sharedBytes);
        long unsent = outbound.heldBytes() + (own > 0 ? own + BEGUN_BYTES : 0);
        long more = unsent - unsentBytes;
        if (more != 0 && !released) {
            unsentBytes = unsent;
            budget.direct().add(more);
            if (more > 0) {
                budget.relieve();
            }
        }
    }

    /** Whether responses may be made. */
    private boolean takesMore() {
        return link.isWritable() && sending == null;
    }

    /** Sends what is ready, and has no more responses made until all is sent. */
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
        // What a stream has put behind it meanwhile may be on its way.
        if (sent == sending) {
            sending = null;
            doResume();
        }
    }

    /** Goes on where the link, which takes more again, had stopped it. */
    void resume() {
        enter(Entry.RESUME);
    }

    private void doResume() {
        if (!blocked || ending || !takesMore()) {
            return;
        }
        blocked = false;
        since = System.nanoTime();
        session.writable(true);
        advance();
        doFlush();
        endIfOver();
    }

    /** Ends the connection of a client that has closed its half, once all is answered that it had asked for. */
    private void endIfOver() {
        // The rest of a paused body may have arrived already.
        boolean pending = session.waiting() == Waiting.ANSWER || session.isBodyPaused();
        if (inputEnded && !blocked && !ending && !pending) {
            end();
        }
    }

    private void updateReading() {
        boolean wanted = ending || (!blocked && session.wantsInput());
        if (wanted != reading) {
            reading = wanted;
            link.setReading(wanted);
            if (!wanted && budget.isTight()) {
                budget.used(Defence.STOPPED_READING);
            }
        }
    }

    /** The client has closed its half; what it asked for before is still answered. */
    void inputEnded() {
        enter(Entry.INPUT_ENDED);
    }

    private void doEndInput() {
        inputEnded = true;
        if (lingering || lasting != null) {
            // Of a client that only listens, nothing but this tells that it has gone.
            link.close();
        } else {
            endIfOver();
        }
    }

    /** Sends what there is to send, then closes: at once if the client has, else when it does or time is up. */
    private void end() {
        if (!ending) {
            ending = true;
            since = System.nanoTime();
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
            // RFC 9112 section 9.6: who said "close" must not send more, so that nothing can be met by a reset.
            link.close();
            return;
        }
        lingering = true;
        since = System.nanoTime();
        link.shutDownOutput();
        // It is off if the link had been blocked, and without it the end of the client's half goes unnoticed.
        updateReading();
    }

    /**
     * Looks after the time limits.
     *
     * @param now as of {@link System#nanoTime}
     */
    void tick(long now) {
        enter(Entry.TICK, null, now);
    }

    private void doTick(long now) {
        session.tick(now);
        if (dead) {
            link.reset();
            return;
        }
        if (heard) {
            // Somewhat later than it was, which is in the client's favour and saves to ask for the time at each read.
            heard = false;
            since = now;
        }
        countOwn();
        countUnsent();
        long unsent = link.unsent();
        pace = (pace + moved) / 2;
        moved = 0;
        if (unsent != backlog) {
            // Slow is allowed, as long as it goes on.
            moved = Math.max(0, backlog - unsent);
            backlog = unsent;
            since = blocked || ending ? now : since;
        }
        boolean tooSlow = session.isBodyTooSlow(now);
        // The deadline of a stream holds whatever else keeps its client waiting: a handler waits for the body.
        if (now - since > limit() || (tooSlow && !blocked && !ending) || session.isBodyOverdue(now)) {
            timeOut();
        }
    }

    private long limit() {
        if (lingering) {
            return LINGER_NANOS;
        }
        if (blocked || ending) {
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
        if (!partial || blocked || ending) {
            link.close();
            return;
        }
        since = System.nanoTime();
        session.timeOut();
        doFlush();
    }

    /**
     * Closes the connection unless a request is being received or a response being made or sent. The first request, or the
     * next one, may be on its way, and gets a moment.
     */
    void closeIfIdle() {
        enter(Entry.CLOSE_IF_IDLE);
    }

    private void doCloseIfIdle() {
        if (lasting != null) {
            // Its client connects anew, to another server.
            lasting.end();
        }
        boolean expected = fresh
                ? System.nanoTime() - since < FIRST_REQUEST_NANOS
                : loop.drainNanos() < NEXT_REQUEST_NANOS && !inputEnded;
        if (!expected && session.waiting() == Waiting.REQUEST && inbound.isEmpty() && !ending) {
            // A request may be on its way: what it draws must not take the answer before it along.
            end();
        }
    }

    /** Whether the client has had its time to send a request, and nothing of one has come. */
    boolean isIdle(long now) {
        boolean waits = session.waiting() == Waiting.REQUEST && inbound.isEmpty();
        return waits && !ending && !blocked && !heard && idleNanos(now) > (fresh ? FIRST_REQUEST_NANOS : KEPT_NANOS);
    }

    /** Whether the client has never sent anything. */
    boolean isSilent() {
        return fresh;
    }

    /** Time since the current wait began. */
    long idleNanos(long now) {
        return now - since;
    }

    /** Closes the idle connection, as other clients wait for one. */
    void makeRoom() {
        enter(Entry.MAKE_ROOM);
    }

    private void doMakeRoom() {
        if (fresh) {
            link.close();
        } else {
            // A request may be on its way, and must not be met by a reset.
            end();
        }
    }
}
