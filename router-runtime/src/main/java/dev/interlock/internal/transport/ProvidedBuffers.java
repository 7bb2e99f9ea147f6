package dev.interlock.internal.transport;

import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringBufferRingConfig;
import io.netty.channel.uring.IoUringChannelOption;
import io.netty.channel.uring.IoUringFixedBufferRingAllocator;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringIoHandlerConfig;
import io.netty.util.NettyRuntime;
import io.netty.util.internal.PlatformDependent;

/**
 * Buffers that each event loop on io_uring provides to the kernel. The kernel takes one when bytes arrive. Otherwise
 * each waiting connection would hold a buffer of its own, and idle connections would use up the direct memory.
 */
final class ProvidedBuffers {
    private static final short GROUP = 1;
    /** Largest number of buffers of a loop: a power of two, as the kernel requires. */
    private static final int MOST = 64;

    private static final int BYTES = 16 * 1024;
    /** Divisor of the JVM's direct memory: the buffers of as many loops as there are processors take this part. */
    private static final int PART = 32;

    private ProvidedBuffers() {}

    /** Makes event loops with provided buffers, from Linux 5.19 on. */
    static IoHandlerFactory ioHandlers() {
        IoUringIoHandlerConfig config = new IoUringIoHandlerConfig();
        if (IoUring.isRegisterBufferRingSupported()) {
            short count = count(PlatformDependent.maxDirectMemory(), NettyRuntime.availableProcessors());
            config.setBufferRingConfig(IoUringBufferRingConfig.builder()
                    .bufferGroupId(GROUP)
                    .bufferRingSize(count)
                    .batchSize(count / 4)
                    .allocator(new IoUringFixedBufferRingAllocator(BYTES))
                    .build());
        }
        return IoUringIoHandler.newFactory(config);
    }

    /**
     * Number of buffers of a loop: a power of two from 4 to 64.
     *
     * @param maxDirectMemory limit of the JVM's direct memory in bytes
     * @param processors number of processors, and so of event loops by default
     */
    static short count(long maxDirectMemory, int processors) {
        long fitting = Long.highestOneBit(Math.max(1, maxDirectMemory / PART / processors / BYTES));
        return (short) Math.max(4, Math.min(MOST, fitting));
    }

    /** Sets an unregistered channel to read into the buffers of its event loop. */
    static void readInto(Channel channel) {
        if (IoUring.isRegisterBufferRingSupported()) {
            channel.config().setOption(IoUringChannelOption.IO_URING_BUFFER_GROUP_ID, GROUP);
        }
    }
}
