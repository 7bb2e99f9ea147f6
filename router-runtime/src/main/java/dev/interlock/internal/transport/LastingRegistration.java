package dev.interlock.internal.transport;

import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoOps;

/**
 * Registration of a channel that keeps its socket in the epoll set while the channel asks for no events. Netty 4.2.18
 * would remove the socket from the set, and would fail as soon as the channel asks for events again. A client that has
 * closed its half would then lose the rest of a large response.
 */
// Netty declares the type of the attachment.
@SuppressWarnings("TypeParameterUnusedInFormals")
final class LastingRegistration implements IoRegistration {
    private final IoRegistration registration;

    LastingRegistration(IoRegistration registration) {
        this.registration = registration;
    }

    /**
     * Submits a flag instead of an empty set of events. With the flag for edge-triggered reports, epoll reports an
     * error only once.
     */
    @Override
    public long submit(IoOps ops) {
        return registration.submit(EpollIoOps.NONE.equals(ops) ? EpollIoOps.EPOLLET : ops);
    }

    @Override
    public <T> T attachment() {
        return registration.attachment();
    }

    @Override
    public boolean isValid() {
        return registration.isValid();
    }

    @Override
    public boolean cancel() {
        return registration.cancel();
    }
}
