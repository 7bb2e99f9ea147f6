package dev.interlock.recording.segment;

/**
 * When the recorder waits until the disk has its bytes (fsync). The end of the process loses no block in any case. Only a
 * failure of the machine does.
 */
public enum Sync {
    /** Never. The operating system usually writes within half a minute. */
    NEVER,
    /** After each segment. */
    SEGMENT,
    /** After each block. */
    BLOCK
}
