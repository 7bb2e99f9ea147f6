package dev.interlock.internal.transport;

import dev.interlock.internal.log.ServerLog;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Accepted connection that has a channel. */
// The listener handles a failed registration.
@SuppressWarnings("FutureReturnValueIgnored")
final class AcceptedChannel implements Accepted {
    private static final Logger LOG = ServerLog.of(AcceptedChannel.class);

    private final Channel channel;
    private final ConnectionOpener opener;
    /** Address of the client, or null to use the remote address of the channel. */
    private final @Nullable SocketAddress client;
    /** Task that runs after the close. Null after it has run. */
    private @Nullable Runnable whenClosed;

    AcceptedChannel(Channel channel, ConnectionOpener opener) {
        this(channel, opener, null);
    }

    /** @param client address of the client, or null to use the remote address of the channel */
    AcceptedChannel(Channel channel, ConnectionOpener opener, @Nullable SocketAddress client) {
        this.channel = channel;
        this.opener = opener;
        this.client = client;
    }

    @Override
    public SocketAddress remoteAddress() {
        return client == null ? opener.remoteAddress(channel) : client;
    }

    @Override
    public void whenClosed(Runnable task) {
        channel.closeFuture().addListener(closed -> task.run());
        whenClosed = task;
    }

    @Override
    public void open() {
        opener.setUp(this, channel);
        EventLoop loop = opener.nextLoop();
        if (!opener.hand(loop, () -> register(loop))) {
            discard();
        }
    }

    private void register(EventLoop loop) {
        if (!channel.isActive()) {
            // The client has left. A channel on epoll would not report this later.
            discard();
            return;
        }
        loop.register(channel).addListener(registered -> {
            if (!registered.isSuccess()) {
                LOG.debug("A channel was not registered with an event loop", registered.cause());
                discard();
            }
        });
    }

    /** Closes the channel. Several threads may call this several times. The task for the close still runs only once. */
    @Override
    public synchronized void discard() {
        channel.unsafe().closeForcibly();
        // Netty completes the future only if the channel was registered with an event loop.
        if (!channel.closeFuture().isDone()) {
            runOnce();
        }
    }

    private void runOnce() {
        Runnable task = whenClosed;
        if (task != null) {
            whenClosed = null;
            task.run();
        }
    }
}
