package dev.interlock.internal.transport;

import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoOps;

/**
 * Registration of a channel that keeps its socket in the epoll set while the channel asks for no events. Netty 4.2.18
 * removes the socket from the set, and fails when the channel asks for events again. Without this class, a client that
 * has closed its half would lose the rest of a large response.
 */
// Netty declares the type of the attachment.
@SuppressWarnings("TypeParameterUnusedInFormals")
final class LastingRegistration implements IoRegistration {
    private final IoRegistration registration;

    LastingRegistration(IoRegistration registration) {
        this.registration = registration;
    }

    /** With edge-triggered reports, epoll reports an error once if the channel asks for no events. */
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
