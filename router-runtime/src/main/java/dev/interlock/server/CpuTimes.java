package dev.interlock.server;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/** CPU time of threads, and time of garbage collections. */
interface CpuTimes {
    /** Value of an unknown time. */
    long UNKNOWN = -1;

    /** CPU times of this process. */
    CpuTimes OF_JVM = new OfJvm();

    /** CPU time in nanoseconds that the thread has used since it began, or {@link #UNKNOWN}. */
    long used(Thread thread);

    /** Time in nanoseconds for which the garbage collector has stopped all threads since the process began. */
    long collecting();

    /**
     * Reads CPU times through {@code java.management}. Loads its classes at the first call: most servers never call it.
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
                    // The cycles of ZGC and Shenandoah run beside the threads.
                    millis += collector.getName().endsWith("Cycles") ? 0 : Math.max(0, collector.getCollectionTime());
                }
            } catch (LinkageError e) {
                return 0;
            }
            return TimeUnit.MILLISECONDS.toNanos(millis);
        }
    }
}
