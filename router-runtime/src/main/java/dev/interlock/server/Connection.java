package dev.interlock.server;

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

    // Clients send it as soon as they hear that they are connected: a long way there and back is a third of this.
    private static final long FIRST_REQUEST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Link link;
    private final LoopState loop;
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
    /** What a file is on its way in. */
    private @Nullable Future<?> sendingFile;
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

    /** @param link that is open, and whose event loop has the state */
    Connection(Link link, LoopState loop, Timeouts timeouts) {
        this.link = link;
        this.loop = loop;
        this.timeouts = timeouts;
        inbound = new Inbound(loop.input());
        outbound = new Outbound(link.allocator(), link.sendBuffers());
        session = new Http1Session(loop, inbound, outbound, link.remoteAddress(), this);
        loop.add(this);
    }

    /** The link has been closed. */
    void closed() {
        ending = true;
        try {
            session.closed();
        } finally {
            loop.remove(this);
            outbound.release();
        }
    }

    @Override
    public void failed(Throwable cause) {
        link.failed(cause);
    }

    /** Says what went wrong with a connection. */
    static void log(SocketAddress client, Throwable cause) {
        if (cause instanceof IOException) {
            // Clients go away without a word all the time.
            LOG.debug("The connection from {} broke", client, cause);
        } else {
            LOG.error("The connection from {} failed", client, cause);
        }
    }

    @Override
    public void read(ByteBuf read) {
        if (ending) {
            ignored += read.readableBytes();
            if (ignored > LINGER_BYTES) {
                link.close();
            }
            return;
        }
        fresh = false;
        Waiting before = session.waiting();
        inbound.append(read);
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
            while (!blocked && session.step()) {
                progressed = true;
                if (outbound.length() >= WRITE_BYTES || outbound.hasFile()) {
                    flush();
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
        inbound.settle();
        updateReading();
        return progressed;
    }

    @Override
    public void advanced() {
        // Not at once: the caller may be in a handler of another connection. And what else is done in this turn of the
        // loop leaves in the same write.
        if (!working && !scheduled && !ending) {
            scheduled = true;
            link.execute(goOn);
        }
    }

    @Override
    public void lasting(@Nullable ResponseStream stream) {
        lasting = stream;
        if (stream != null && inputEnded) {
            link.close();
        }
    }

    private void goOn() {
        scheduled = false;
        if (ending) {
            return;
        }
        since = System.nanoTime();
        advance();
        flush();
        endIfOver();
    }

    @Override
    public void broken() {
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
        if (session.waiting() == Waiting.END) {
            end();
            return;
        }
        if (outbound.hasFile()) {
            flushWithFile();
        } else if (outbound.length() > 0) {
            link.send(outbound);
        }
        if (!blocked) {
            boolean takesMore = link.isWritable() && sendingFile == null;
            if (!takesMore) {
                blocked = true;
                since = System.nanoTime();
                updateReading();
            }
            session.writable(takesMore);
        }
    }

    /** The link does not count the bytes of files as waiting, and each file holds a descriptor: one at a time. */
    private void flushWithFile() {
        Future<?> sent = link.sendAll(outbound);
        if (!sent.isDone()) {
            sendingFile = sent;
            sent.addListener(done -> {
                sendingFile = null;
                resume();
            });
        }
    }

    /** Goes on where the link, which takes more again, had stopped it. */
    void resume() {
        if (!blocked || ending || sendingFile != null || !link.isWritable()) {
            return;
        }
        blocked = false;
        since = System.nanoTime();
        session.writable(true);
        advance();
        flush();
        endIfOver();
    }

    /** Ends the connection of a client that has closed its half, once all is answered that it had asked for. */
    private void endIfOver() {
        if (inputEnded && !blocked && !ending && session.waiting() != Waiting.ANSWER) {
            end();
        }
    }

    private void updateReading() {
        boolean wanted = ending || (!blocked && session.wantsInput());
        if (wanted != reading) {
            reading = wanted;
            link.setReading(wanted);
        }
    }

    /** The client has closed its half; what it asked for before is still answered. */
    void inputEnded() {
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
                link.sendAll(outbound).addListener(this::written);
            }
        }
    }

    private void written(Future<?> last) {
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
        if (lasting != null) {
            lasting.tick(now);
        }
        if (heard) {
            // Somewhat later than it was, which is in the client's favour and saves to ask for the time at each read.
            heard = false;
            since = now;
        }
        long unsent = link.unsent();
        if (unsent != backlog) {
            // Slow is allowed, as long as it goes on.
            backlog = unsent;
            since = blocked || ending ? now : since;
        }
        boolean tooSlow = session.isBodyTooSlow(now);
        if (now - since > limit() || (tooSlow && !blocked && !ending)) {
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
        flush();
    }

    /**
     * Closes the connection unless a request is being received or a response being made or sent. Where there was no request
     * yet, the first may be on its way, and gets a moment.
     */
    void closeIfIdle() {
        if (lasting != null) {
            // Its client connects anew, to another server.
            lasting.end();
        }
        boolean young = fresh && System.nanoTime() - since < FIRST_REQUEST_NANOS;
        if (!young && session.waiting() == Waiting.REQUEST && inbound.isEmpty() && !ending) {
            // A request may be on its way: what it draws must not take the answer before it along.
            end();
        }
    }
}
