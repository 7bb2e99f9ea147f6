package dev.interlock.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.ServerChannelRecvByteBufAllocator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before the acceptor of a listening channel and closes while there are as many connections as there may be, and
 * for a moment whenever accepting fails, as without file descriptors. Nobody is turned away meanwhile: clients wait in
 * the kernel's queue.
 *
 * <p>Used by the channel's event loop alone, unless stated otherwise.
 */
// What the loop runs later is not waited for.
@SuppressWarnings("FutureReturnValueIgnored")
final class AcceptGate extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(AcceptGate.class);

    /** The most connections that one look at the kernel's queue takes over: Netty's number. */
    static final int BATCH = 16;

    private static final long REST_MILLIS = 100;

    private final int maxConnections;
    private final ServerChannelRecvByteBufAllocator batches = new ServerChannelRecvByteBufAllocator();
    private final AtomicInteger open = new AtomicInteger();
    private final ChannelFutureListener closing = this::closed;
    private final Episode full = new Episode();
    private final Episode failing = new Episode();

    private @Nullable ChannelHandlerContext context;
    private boolean resting;
    /** Whether connections are taken over however many there are. */
    private volatile boolean lifted;

    /** @param maxConnections from 1 */
    AcceptGate(int maxConnections) {
        this.maxConnections = maxConnections;
    }

    /** An option of the listening channel: how many connections it takes over at a time. */
    RecvByteBufAllocator batches() {
        return batches;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        this.context = context;
        regulate(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        open.incrementAndGet();
        ((Channel) message).closeFuture().addListener(closing);
        regulate(context);
        context.fireChannelRead(message);
    }

    /** Called by the connection's event loop. */
    private void closed(ChannelFuture connection) {
        if (open.getAndDecrement() >= maxConnections && !lifted) {
            regulateLater();
        }
    }

    private void regulateLater() {
        ChannelHandlerContext current = context;
        if (current != null) {
            current.executor().execute(() -> regulate(current));
        }
    }

    /** Takes all that the kernel has accepted, from now on: there will be no more. For any thread. */
    void lift() {
        lifted = true;
        regulateLater();
    }

    private void regulate(ChannelHandlerContext context) {
        int room = lifted ? BATCH : maxConnections - open.get();
        if (room > 0) {
            batches.maxMessagesPerRead(Math.min(BATCH, room));
        } else if (full.begins(System.nanoTime())) {
            LOG.warn(
                    "{} connections are open, as many as max-connections allows: further clients wait until one closes",
                    maxConnections);
        }
        context.channel().config().setAutoRead(room > 0 && !resting);
    }

    /** Accepting failed. The acceptor, which would rest for a second, is not asked. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (failing.begins(System.nanoTime())) {
            LOG.warn(
                    "Accepting a connection failed ({}): further clients wait, tried again every {} ms. Tip: if it is for"
                            + " want of file descriptors, raise ulimit -n or lower max-connections",
                    cause.getMessage(),
                    REST_MILLIS);
        }
        LOG.debug("Accepting a connection failed", cause);
        resting = true;
        regulate(context);
        context.executor().schedule(() -> rested(context), REST_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void rested(ChannelHandlerContext context) {
        resting = false;
        regulate(context);
    }
}
