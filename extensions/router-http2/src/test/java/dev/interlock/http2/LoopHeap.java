package dev.interlock.http2;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Heap that the event loops of this process have allocated. */
final class LoopHeap {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private LoopHeap() {}

    /** Returns the bytes that all event loops have allocated so far, garbage included. */
    static long allocatedBytes() {
        long bytes = 0;
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("interlock-")) {
                bytes += THREADS.getThreadAllocatedBytes(thread.getId());
            }
        }
        return bytes;
    }
}
