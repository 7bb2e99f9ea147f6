package dev.interlock.server;

import io.netty.channel.epoll.EpollIoOps;

/**
 * What epoll is asked for, with its being told once for each change: made before, as channels ask often.
 *
 * <p>Of nothing it is asked as well, and then tells of errors. Netty 4.2.18 would take the socket away from epoll, and fail when
 * it asks for something later, as it takes the socket for one that is still there.
 */
final class EdgeTriggered {
    private static final EpollIoOps[] FLAGS = {EpollIoOps.EPOLLIN, EpollIoOps.EPOLLOUT, EpollIoOps.EPOLLRDHUP};
    private static final EpollIoOps[] ALL = all();

    private EdgeTriggered() {}

    /** What is asked for, edge-triggered. */
    static EpollIoOps of(EpollIoOps ops) {
        int index = 0;
        for (int i = 0; i < FLAGS.length; i++) {
            index |= ops.contains(FLAGS[i]) ? 1 << i : 0;
        }
        return ALL[index];
    }

    private static EpollIoOps[] all() {
        EpollIoOps[] all = new EpollIoOps[1 << FLAGS.length];
        for (int index = 0; index < all.length; index++) {
            all[index] = EpollIoOps.EPOLLET;
            for (int i = 0; i < FLAGS.length; i++) {
                all[index] = (index & 1 << i) == 0 ? all[index] : all[index].with(FLAGS[i]);
            }
        }
        return all;
    }
}
