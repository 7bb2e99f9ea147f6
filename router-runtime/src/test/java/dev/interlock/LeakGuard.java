package dev.interlock;

import static com.google.common.truth.Truth.assertWithMessage;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.util.ResourceLeakDetector;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails every test class that does not release a buffer, because a leak that is only logged goes unnoticed. {@code
 * META-INF/services} registers this extension for all tests.
 */
public final class LeakGuard implements AfterAllCallback {
    private static final long PATIENCE_MILLIS = 1000;

    private static final Queue<String> LEAKS = new ConcurrentLinkedQueue<>();

    static {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        ByteBufUtil.setLeakListener((type, history) -> LEAKS.add(type + history));
    }

    @Override
    public void afterAll(ExtensionContext context) throws InterruptedException {
        assertWithMessage("buffers that nobody released").that(takeLeaks()).isEmpty();
    }

    /** Returns the leaks that were found since the last call, each with its history. */
    static List<String> takeLeaks() throws InterruptedException {
        collect();
        // The references of the second collection are enqueued after all references of the first one.
        collect();
        // The detector looks for leaked buffers at each allocation.
        ByteBufAllocator.DEFAULT.buffer().release();
        List<String> leaks = new ArrayList<>(LEAKS);
        LEAKS.removeAll(leaks);
        return leaks;
    }

    /** Collects garbage, and waits until a reference was enqueued. */
    private static void collect() throws InterruptedException {
        ReferenceQueue<Object> collected = new ReferenceQueue<>();
        PhantomReference<Object> reference = new PhantomReference<>(new Object(), collected);
        try {
            System.gc();
            collected.remove(PATIENCE_MILLIS);
        } finally {
            Reference.reachabilityFence(reference);
        }
    }
}
