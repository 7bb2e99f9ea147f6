package dev.interlock.internal.netty;

import io.netty.util.ResourceLeakDetector;

/** Switches off diagnostics of Netty that a server does not need, unless the operator has asked for them. */
public final class NettyDefaults {
    private static final String RECORDS_ALLOCATIONS = "io.netty.jfr.enabled";

    private NettyDefaults() {}

    /**
     * Sets the defaults. Must be called before the first use of Netty, which ignores later settings. The server calls
     * it, and so does each class of the runtime that an application may create before its server and that initializes
     * Netty. Further calls have no effect.
     */
    public static void set() {
        keepFromRecordingAllocations();
        keepFromSamplingLeaks();
    }

    /**
     * Keeps Netty from offering its allocations to the Flight Recorder. The first buffer would load the whole recorder:
     * this takes tenths of a second of the first request, and megabytes of memory for good.
     */
    private static void keepFromRecordingAllocations() {
        if (System.getProperty(RECORDS_ALLOCATIONS) == null) {
            System.setProperty(RECORDS_ALLOCATIONS, "false");
        }
    }

    /**
     * Keeps Netty from recording where one buffer in 128 was allocated. Netty reports these places for buffers that
     * leak, but the records would be garbage of requests. To find a leak, set the level of leak detection.
     */
    private static void keepFromSamplingLeaks() {
        boolean asked = System.getProperty("io.netty.leakDetection.level") != null
                || System.getProperty("io.netty.leakDetectionLevel") != null;
        if (!asked && ResourceLeakDetector.getLevel() == ResourceLeakDetector.Level.SIMPLE) {
            ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        }
    }
}
