package dev.interlock.file;

import dev.interlock.log.ServerLog;
import dev.interlock.netty.NettyDefaults;
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
 * Room outside of the heap for files that are kept in memory. What is kept takes its room until the garbage collector
 * has found it, as that is when its memory is free again. Safe for use by several threads.
 */
final class KeptBytes {
    private static final Logger LOG = ServerLog.of(KeptBytes.class);

    private final long most;
    private final IntFunction<ByteBuffer> allocator;
    private final AtomicLong used = new AtomicLong();
    private final ReferenceQueue<ByteBuffer> freed = new ReferenceQueue<>();
    private final Set<Kept> kept = ConcurrentHashMap.newKeySet();

    /** @param most bytes */
    KeptBytes(long most) {
        this(most, ByteBuffer::allocateDirect);
    }

    /** @param allocator of buffers outside of the heap */
    KeptBytes(long most, IntFunction<ByteBuffer> allocator) {
        this.most = most;
        this.allocator = allocator;
    }

    /** The room that all files of this process share, however many folders they are in. */
    static KeptBytes ofProcess() {
        return Shared.ROOM;
    }

    private static final class Shared {
        private static final long MOST = 64L * 1024 * 1024;
        /** Of what the JVM allows outside of the heap, as connections need the rest. */
        private static final int SHARE = 8;

        static final KeptBytes ROOM = new KeptBytes(Math.min(MOST, allowed() / SHARE));

        private static long allowed() {
            NettyDefaults.set();
            return PlatformDependent.estimateMaxDirectMemory();
        }
    }

    /** Tells when a buffer is gone, and how much room that makes. */
    private static final class Kept extends PhantomReference<ByteBuffer> {
        final int size;

        Kept(ByteBuffer buffer, ReferenceQueue<ByteBuffer> freed) {
            super(buffer, freed);
            size = buffer.capacity();
        }
    }

    /**
     * Copies bytes out of the heap.
     *
     * @return a buffer that is to be read only, or null if there is no room
     */
    @Nullable
    ByteBuffer keep(byte[] bytes) {
        if (used.addAndGet(bytes.length) > most) {
            used.addAndGet(-bytes.length);
            return null;
        }
        try {
            // Views of a buffer hold it, so that it is gone when the last answer out of it is.
            ByteBuffer direct = allocator.apply(bytes.length).put(bytes).flip();
            kept.add(new Kept(direct, freed));
            return direct.asReadOnlyBuffer();
        } catch (OutOfMemoryError e) {
            // Others have taken what the JVM allows outside of the heap: that is no reason to answer nothing.
            used.addAndGet(-bytes.length);
            LOG.warn("A file of {} bytes is not kept in memory: {}", bytes.length, e.getMessage());
            return null;
        }
    }

    /** Bytes that can be kept beside those that are. */
    long room() {
        return Math.max(0, most - used());
    }

    /** Bytes that are kept. */
    long used() {
        for (Reference<?> gone = freed.poll(); gone != null; gone = freed.poll()) {
            if (gone instanceof Kept buffer && kept.remove(buffer)) {
                used.addAndGet(-buffer.size);
            }
        }
        return used.get();
    }
}
