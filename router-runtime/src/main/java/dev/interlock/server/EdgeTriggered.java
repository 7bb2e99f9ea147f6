package dev.interlock.server;

import io.netty.channel.epoll.EpollIoOps;

/** What epoll is asked for, with its being told once for each change: made before, as channels ask often. */
final class EdgeTriggered {
    private static final EpollIoOps[] FLAGS = {EpollIoOps.EPOLLIN, EpollIoOps.EPOLLOUT, EpollIoOps.EPOLLRDHUP};
    private static final EpollIoOps[] ALL = all();

    private EdgeTriggered() {}

    /** What is asked for, edge-triggered; nothing, if that is it. Errors are always told. */
    static EpollIoOps of(EpollIoOps ops) {
        int index = 0;
        for (int i = 0; i < FLAGS.length; i++) {
            index |= ops.contains(FLAGS[i]) ? 1 << i : 0;
        }
        return ALL[index];
    }

    private static EpollIoOps[] all() {
        EpollIoOps[] all = new EpollIoOps[1 << FLAGS.length];
        all[0] = EpollIoOps.NONE;
        for (int index = 1; index < all.length; index++) {
            all[index] = EpollIoOps.EPOLLET;
            for (int i = 0; i < FLAGS.length; i++) {
                all[index] = (index & 1 << i) == 0 ? all[index] : all[index].with(FLAGS[i]);
            }
        }
        return all;
    }
}
