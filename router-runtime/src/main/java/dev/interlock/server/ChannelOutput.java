package dev.interlock.server;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Brings what a connection has gathered in its {@link Outbound} to the kernel: by the short way where there is one and nothing
 * else waits, else through the channel. Used by the thread of the event loop alone.
 */
// A write that fails fails its channel, which is heard of there.
@SuppressWarnings("FutureReturnValueIgnored")
final class ChannelOutput {
    private final ChannelHandlerContext context;
    private final @Nullable DirectSocket direct;
    private final Outbound outbound;

    /** @param direct the short way to the socket, where there is one */
    ChannelOutput(ChannelHandlerContext context, @Nullable DirectSocket direct, Outbound outbound) {
        this.context = context;
        this.direct = direct;
        this.outbound = outbound;
    }

    /** Sends what has gathered. */
    void send() {
        if (!sendAtOnce()) {
            outbound.writeTo(context, context.voidPromise());
            context.flush();
        }
    }

    /** Sends what has gathered if the kernel takes it now; returns whether all has gone that was ever to be sent. */
    boolean sendAtOnce() {
        ChannelOutboundBuffer waiting = waiting();
        if (direct == null || waiting == null || !waiting.isEmpty()) {
            return false;
        }
        try {
            return outbound.sendTo(direct);
        } catch (IOException | RuntimeException e) {
            context.pipeline().fireExceptionCaught(e);
            return false;
        }
    }

    /** Sends what has gathered through the channel; completes when all is sent, files as well. */
    ChannelFuture sendAll() {
        outbound.writeTo(context, context.voidPromise());
        return context.writeAndFlush(Unpooled.EMPTY_BUFFER);
    }

    /** What is written and not sent, in a number that changes with every byte. */
    long unsent() {
        ChannelOutboundBuffer waiting = waiting();
        return waiting == null ? 0 : waiting.totalPendingWriteBytes() - waiting.currentProgress();
    }

    private @Nullable ChannelOutboundBuffer waiting() {
        return context.channel().unsafe().outboundBuffer();
    }
}
