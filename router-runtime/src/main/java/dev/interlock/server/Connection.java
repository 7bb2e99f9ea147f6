package dev.interlock.server;

import dev.interlock.http.Router;
import dev.interlock.server.Http1Session.Waiting;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import java.util.concurrent.TimeUnit;

/**
 * One connection: brings what is read to its {@link Http1Session} and what that answers back to the channel, all
 * responses to one read in one write. Used by the thread of its event loop alone.
 *
 * <p>Memory is bounded against a client that does not read: while the channel takes no more, neither requests that are
 * there already are answered nor new ones read.
 */
// A write that fails fails its channel, which is heard of in exceptionCaught and channelInactive; a close cannot fail.
@SuppressWarnings("FutureReturnValueIgnored")
final class Connection {
    /** Responses that have gathered up to this size are written before the next one is made. */
    private static final int WRITE_BYTES = 64 * 1024;

    // What may still arrive once the last response is out: closing at once would have the kernel reset the connection,
    // and the client might lose that response (RFC 9112 section 9.6).
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long LINGER_BYTES = 1024 * 1024;

    private final ChannelHandlerContext context;
    private final Channel channel;
    private final LoopState loop;
    private final OpenConnections open;
    private final long headNanos;
    private final long idleNanos;
    private final Inbound inbound;
    private final Outbound outbound;
    private final Http1Session session;

    /** When the wait began that the connection is in. */
    private long since = System.nanoTime();
    /** The channel takes no more: nothing is read or answered. */
    private boolean blocked;
    /** Grows with the bytes that are written but not sent; only its change counts. */
    private long backlog;
    /** The client sends no more, though it may still read. */
    private boolean inputEnded;
    /** The last response is on its way. */
    private boolean ending;
    /** The last response has been sent. */
    private boolean lingering;
    /** Bytes that arrived after the last request. */
    private long ignored;

    Connection(ChannelHandlerContext context, Router router, Settings settings, LoopState loop, OpenConnections open) {
        this.context = context;
        this.loop = loop;
        this.open = open;
        channel = context.channel();
        headNanos = settings.headTimeout().toNanos();
        idleNanos = settings.idleTimeout().toNanos();
        inbound = new Inbound(loop.input());
        outbound = new Outbound(context.alloc());
        session = new Http1Session(router, settings.limits(), loop, inbound, outbound, channel.remoteAddress());
        loop.add(this);
        open.add();
    }

    void closed() {
        outbound.release();
        loop.remove(this);
        open.remove();
    }

    /** Works on what was read; the caller releases it. */
    void read(ByteBuf read) {
        if (ending) {
            ignored += read.readableBytes();
            if (ignored > LINGER_BYTES) {
                context.close();
            }
            return;
        }
        Waiting before = session.waiting();
        inbound.append(read);
        boolean progressed = advance();
        // A head has a limit from its first byte to its last; all else only has to go on.
        if (progressed || before != Waiting.REST_OF_HEAD) {
            since = System.nanoTime();
        }
    }

    /** Answers what can be answered; returns whether that was anything. */
    private boolean advance() {
        boolean progressed = false;
        while (!blocked && session.step()) {
            progressed = true;
            if (outbound.length() >= WRITE_BYTES) {
                flush();
            }
        }
        if (session.waiting() == Waiting.END) {
            inbound.skipTo(inbound.to());
        }
        inbound.settle();
        return progressed;
    }

    /** Writes the responses that have gathered. */
    void flush() {
        if (session.waiting() == Waiting.END) {
            end();
            return;
        }
        if (outbound.length() > 0) {
            context.writeAndFlush(outbound.take(), context.voidPromise());
        }
        if (!blocked && !channel.isWritable()) {
            blocked = true;
            since = System.nanoTime();
            channel.config().setAutoRead(false);
        }
    }

    /** Goes on where the channel, which takes more again, had stopped it. */
    void resume() {
        if (!blocked || ending) {
            return;
        }
        blocked = false;
        since = System.nanoTime();
        advance();
        flush();
        if (!blocked && !ending) {
            if (inputEnded) {
                end();
            } else {
                channel.config().setAutoRead(true);
            }
        }
    }

    /** The client has closed its half; what it asked for before is still answered. */
    void inputEnded() {
        inputEnded = true;
        if (lingering) {
            context.close();
        } else if (!blocked) {
            end();
        }
    }

    /** Sends what there is to send, then closes: at once if the client has, else when it does or time is up. */
    private void end() {
        if (!ending) {
            ending = true;
            since = System.nanoTime();
            context.writeAndFlush(outbound.take()).addListener((ChannelFutureListener) this::linger);
        }
    }

    private void linger(ChannelFuture written) {
        if (inputEnded || !written.isSuccess()) {
            context.close();
            return;
        }
        lingering = true;
        since = System.nanoTime();
        ((DuplexChannel) channel).shutdownOutput();
        // It is off if the channel had been blocked, and without it the end of the client's half goes unnoticed.
        channel.config().setAutoRead(true);
    }

    /**
     * Looks after the time limits.
     *
     * @param now as of {@link System#nanoTime}
     */
    void tick(long now) {
        long unsent = channel.bytesBeforeWritable() - channel.bytesBeforeUnwritable();
        if (unsent != backlog) {
            // Slow is allowed, as long as it goes on.
            backlog = unsent;
            since = blocked || ending ? now : since;
        }
        if (now - since > limit()) {
            timeOut();
        }
    }

    private long limit() {
        if (lingering) {
            return LINGER_NANOS;
        }
        boolean inHead = session.waiting() == Waiting.REST_OF_HEAD && !blocked;
        return inHead ? headNanos : idleNanos;
    }

    private void timeOut() {
        boolean partial = session.waiting() == Waiting.REST_OF_HEAD || session.waiting() == Waiting.REST_OF_BODY;
        if (partial && !blocked && !ending) {
            session.timeOut();
            end();
        } else {
            context.close();
        }
    }

    /** Closes the connection unless a request is being received or a response being made or sent. */
    void closeIfIdle() {
        if (session.waiting() == Waiting.REQUEST && inbound.isEmpty() && !ending) {
            ending = true;
            context.writeAndFlush(outbound.take()).addListener(ChannelFutureListener.CLOSE);
        }
    }
}
