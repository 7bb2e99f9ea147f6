package dev.interlock.file;

import dev.interlock.internal.log.ServerLog;
import dev.interlock.internal.netty.NettyDefaults;
import io.netty.util.internal.PlatformDependent;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Memory outside of the heap for the bytes of files. Bytes count towards the limit until the garbage collector frees
 * their buffer. Safe for use by several threads.
 */
final class KeptBytes {
    private static final Logger LOG = ServerLog.of(KeptBytes.class);

    private final long most;
    private final IntFunction<ByteBuffer> allocator;
    private final AtomicLong used = new AtomicLong();
    private final ReferenceQueue<ByteBuffer> freed = new ReferenceQueue<>();
    private final Set<Kept> kept = ConcurrentHashMap.newKeySet();

    /** @param most limit in bytes */
    KeptBytes(long most) {
        this(most, ByteBuffer::allocateDirect);
    }

    /** @param allocator allocator of buffers outside of the heap */
    KeptBytes(long most, IntFunction<ByteBuffer> allocator) {
        this.most = most;
        this.allocator = allocator;
    }

    /** Returns the memory that all files of this process share. */
    static KeptBytes ofProcess() {
        return Shared.ROOM;
    }

    private static final class Shared {
        private static final long MOST = 64L * 1024 * 1024;
        /**
         * Divisor of the JVM's limit on direct memory. Kept bytes may use one eighth, because connections need the
         * rest.
         */
        private static final int SHARE = 8;

        static final KeptBytes ROOM = new KeptBytes(Math.min(MOST, allowed() / SHARE));

        private static long allowed() {
            NettyDefaults.set();
            return PlatformDependent.estimateMaxDirectMemory();
        }
    }

    /** Reference to a buffer. It enters the queue when the buffer is freed, and knows the size of the buffer. */
    private static final class Kept extends PhantomReference<ByteBuffer> {
        final int size;

        Kept(ByteBuffer buffer, ReferenceQueue<ByteBuffer> freed) {
            super(buffer, freed);
            size = buffer.capacity();
        }
    }

    /**
     * Copies bytes to memory outside of the heap.
     *
     * @return a read-only buffer, or null if there is no room
     */
    @Nullable
    ByteBuffer keep(byte[] bytes) {
        if (used.addAndGet(bytes.length) > most) {
            used.addAndGet(-bytes.length);
            return null;
        }
        try {
            // Read-only views refer to the direct buffer, so it is freed after the last response that uses a view.
            ByteBuffer direct = allocator.apply(bytes.length).put(bytes).flip();
            kept.add(new Kept(direct, freed));
            return direct.asReadOnlyBuffer();
        } catch (OutOfMemoryError e) {
            // Other code has used up the JVM's direct memory. The file can still be sent without being kept.
            used.addAndGet(-bytes.length);
            LOG.warn("A file of {} bytes is not kept in memory: {}", bytes.length, e.getMessage());
            return null;
        }
    }

    /** Returns the number of bytes that can still be kept. */
    long room() {
        return Math.max(0, most - used());
    }

    /** Returns the number of bytes that are kept now. */
    long used() {
        for (Reference<?> gone = freed.poll(); gone != null; gone = freed.poll()) {
            if (gone instanceof Kept buffer && kept.remove(buffer)) {
                used.addAndGet(-buffer.size);
            }
        }
        return used.get();
    }
}
