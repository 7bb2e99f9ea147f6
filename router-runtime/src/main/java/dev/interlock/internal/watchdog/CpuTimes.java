package dev.interlock.internal.watchdog;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/** Reads the CPU time of threads, and the time that garbage collections take. */
interface CpuTimes {
    /** Result for an unknown time. */
    long UNKNOWN = -1;

    /** CPU times of this process. */
    CpuTimes OF_JVM = new OfJvm();

    /** Returns the CPU time that the thread has used since it began, in nanoseconds, or {@link #UNKNOWN}. */
    long used(Thread thread);

    /**
     * Returns the time during which the garbage collector has stopped all threads since the process began, in
     * nanoseconds.
     */
    long collecting();

    /**
     * Reads the times through the module {@code java.management}. The first call loads the classes of the module. Most
     * servers never call these methods.
     */
    final class OfJvm implements CpuTimes {
        private OfJvm() {}

        @Override
        public long used(Thread thread) {
            try {
                return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId());
            } catch (UnsupportedOperationException | LinkageError e) {
                // The system does not measure CPU time, or the run-time image lacks the module.
                return UNKNOWN;
            }
        }

        @Override
        public long collecting() {
            long millis = 0;
            try {
                for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
                    // The cycles of ZGC and Shenandoah do not stop the threads.
                    millis += collector.getName().endsWith("Cycles") ? 0 : Math.max(0, collector.getCollectionTime());
                }
            } catch (LinkageError e) {
                return 0;
            }
            return TimeUnit.MILLISECONDS.toNanos(millis);
        }
    }
}
