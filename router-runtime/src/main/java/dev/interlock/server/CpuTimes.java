package dev.interlock.server;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/** How long threads have run, and the garbage collector has. */
interface CpuTimes {
    /** The time is not known. */
    long UNKNOWN = -1;

    /** Of this process. */
    CpuTimes OF_JVM = new OfJvm();

    /** CPU time that the thread has used since it began, in nanoseconds, or {@link #UNKNOWN}. */
    long used(Thread thread);

    /** Time in which the garbage collector stopped all threads, since the process began, in nanoseconds. */
    long collecting();

    /** Loads the classes of {@code java.management} when it is first asked: most servers never ask. */
    final class OfJvm implements CpuTimes {
        private OfJvm() {}

        @Override
        public long used(Thread thread) {
            try {
                return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId());
            } catch (UnsupportedOperationException | LinkageError e) {
                // A system that does not tell, or a run-time image without the module.
                return UNKNOWN;
            }
        }

        @Override
        public long collecting() {
            long millis = 0;
            try {
                for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
                    // Of ZGC and Shenandoah, cycles run beside the threads.
                    millis += collector.getName().endsWith("Cycles") ? 0 : Math.max(0, collector.getCollectionTime());
                }
            } catch (LinkageError e) {
                return 0;
            }
            return TimeUnit.MILLISECONDS.toNanos(millis);
        }
    }
}
