package dev.interlock.recording;

/**
 * When the recorder forces data to the disk (fsync). A killed process loses no complete block with any setting. A
 * machine that crashes may lose blocks that were not forced.
 */
public enum Sync {
    /** Never. The operating system usually writes within 30 seconds. */
    NEVER,
    /** At the end of each segment. */
    SEGMENT,
    /** After each block. */
    BLOCK
}
