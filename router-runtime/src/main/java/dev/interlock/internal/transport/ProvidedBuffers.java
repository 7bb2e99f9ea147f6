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
 * Buffers that each event loop on io_uring provides to the kernel. The kernel takes a buffer when bytes arrive. Without
 * provided buffers, each waiting connection would need its own buffer, and idle connections would exhaust the direct
 * memory.
 */
final class ProvidedBuffers {
    private static final short GROUP = 1;
    /** Limit on the number of buffers of a loop. The kernel requires a power of two. */
    private static final int MOST = 64;

    private static final int BYTES = 16 * 1024;
    /**
     * If there is one loop for each processor, the buffers of all loops take about the JVM's direct memory divided by
     * this number.
     */
    private static final int PART = 32;

    private ProvidedBuffers() {}

    /** Creates the I/O handlers of event loops, with provided buffers on Linux 5.19 and later. */
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
     * Returns the number of buffers of a loop, a power of two from 4 to 64.
     *
     * @param maxDirectMemory limit on the JVM's direct memory in bytes
     * @param processors number of processors, which is also the default number of event loops
     */
    static short count(long maxDirectMemory, int processors) {
        long fitting = Long.highestOneBit(Math.max(1, maxDirectMemory / PART / processors / BYTES));
        return (short) Math.max(4, Math.min(MOST, fitting));
    }

    /** Makes an unregistered channel read into the buffers of its event loop, if the kernel supports this. */
    static void readInto(Channel channel) {
        if (IoUring.isRegisterBufferRingSupported()) {
            channel.config().setOption(IoUringChannelOption.IO_URING_BUFFER_GROUP_ID, GROUP);
        }
    }
}
