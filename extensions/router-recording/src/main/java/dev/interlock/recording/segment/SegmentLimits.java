package dev.interlock.recording.segment;

/**
 * Limits on the files of a recorder.
 *
 * @param segmentBytes bytes after which the next segment begins
 * @param segmentNanos age after which the next segment begins
 * @param totalBytes limit on the bytes of all segments of the same name in the directory
 * @param sync when the recorder waits for the disk
 */
public record SegmentLimits(long segmentBytes, long segmentNanos, long totalBytes, Sync sync) {}
