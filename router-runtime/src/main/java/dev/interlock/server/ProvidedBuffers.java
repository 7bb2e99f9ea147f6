package dev.interlock.server;

import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringBufferRingConfig;
import io.netty.channel.uring.IoUringChannelOption;
import io.netty.channel.uring.IoUringFixedBufferRingAllocator;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringIoHandlerConfig;

/**
 * Buffers that each event loop on io_uring provides to the kernel, which takes one when bytes arrive. Without them each
 * waiting connection would hold a buffer of its own, and idle connections would use up the direct memory.
 */
final class ProvidedBuffers {
    private static final short GROUP = 1;
    private static final short COUNT = 64;
    private static final int BYTES = 16 * 1024;

    private ProvidedBuffers() {}

    /** Makes event loops with provided buffers, from Linux 5.19 on. */
    static IoHandlerFactory ioHandlers() {
        IoUringIoHandlerConfig config = new IoUringIoHandlerConfig();
        if (IoUring.isRegisterBufferRingSupported()) {
            config.setBufferRingConfig(IoUringBufferRingConfig.builder()
                    .bufferGroupId(GROUP)
                    .bufferRingSize(COUNT)
                    .batchSize(COUNT / 4)
                    .allocator(new IoUringFixedBufferRingAllocator(BYTES))
                    .build());
        }
        return IoUringIoHandler.newFactory(config);
    }

    /** Sets an unregistered channel to read into the buffers of its event loop. */
    static void readInto(Channel channel) {
        if (IoUring.isRegisterBufferRingSupported()) {
            channel.config().setOption(IoUringChannelOption.IO_URING_BUFFER_GROUP_ID, GROUP);
        }
    }
}
