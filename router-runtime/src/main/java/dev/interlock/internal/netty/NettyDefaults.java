package dev.interlock.internal.netty;

import io.netty.util.ResourceLeakDetector;

/** Switches off diagnostics of Netty that a server does not need, unless the operator has asked for them. */
public final class NettyDefaults {
    private static final String RECORDS_ALLOCATIONS = "io.netty.jfr.enabled";

    private NettyDefaults() {}

    /**
     * Sets the defaults. Must be called before the first use of Netty, because Netty ignores later settings. The server
     * calls this method. A class that initializes Netty also calls it, if an application may use the class before it
     * creates the server. Further calls have no effect.
     */
    public static void set() {
        keepFromRecordingAllocations();
        keepFromSamplingLeaks();
    }

    /**
     * Keeps Netty from reporting its allocations to the Flight Recorder. The first buffer would load the whole
     * recorder. This would delay the first request by tenths of a second, and keep megabytes of memory as long as the
     * process runs.
     */
    private static void keepFromRecordingAllocations() {
        if (System.getProperty(RECORDS_ALLOCATIONS) == null) {
            System.setProperty(RECORDS_ALLOCATIONS, "false");
        }
    }

    /**
     * Keeps Netty from recording where one buffer in 128 was allocated. Netty reports these places for buffers that
     * leak, but each record would be an allocation for a request. To find a leak, the operator can set the level of
     * leak detection.
     */
    private static void keepFromSamplingLeaks() {
        boolean asked = System.getProperty("io.netty.leakDetection.level") != null
                || System.getProperty("io.netty.leakDetectionLevel") != null;
        if (!asked && ResourceLeakDetector.getLevel() == ResourceLeakDetector.Level.SIMPLE) {
            ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        }
    }
}
