package dev.interlock.netty;

import io.netty.util.ResourceLeakDetector;

/** What Netty does by default for those who look for faults, and a server leaves until somebody asks for it. */
public final class NettyDefaults {
    private static final String RECORDS_ALLOCATIONS = "io.netty.jfr.enabled";

    private NettyDefaults() {}

    /**
     * To be called before anything of Netty is used, as later settings come too late: by the server, and by whatever of the
     * runtime an application makes before its server and that has Netty decide something at once. Safe to be called again.
     */
    public static void set() {
        keepFromRecordingAllocations();
        keepFromSamplingLeaks();
    }

    /**
     * Netty offers its allocations to the Flight Recorder, and with the first buffer loads all of it: tenths of a second in
     * the midst of the first request, and megabytes for good.
     */
    private static void keepFromRecordingAllocations() {
        if (System.getProperty(RECORDS_ALLOCATIONS) == null) {
            System.setProperty(RECORDS_ALLOCATIONS, "false");
        }
    }

    /**
     * Netty records where one buffer in 128 was allocated, to report it if it leaks: garbage that requests would leave. Whoever
     * looks for a leak asks for it.
     */
    private static void keepFromSamplingLeaks() {
        boolean asked = System.getProperty("io.netty.leakDetection.level") != null
                || System.getProperty("io.netty.leakDetectionLevel") != null;
        if (!asked && ResourceLeakDetector.getLevel() == ResourceLeakDetector.Level.SIMPLE) {
            ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        }
    }
}
