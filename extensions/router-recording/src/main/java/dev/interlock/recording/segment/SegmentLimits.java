package dev.interlock.recording.segment;

/**
 * Limits on segment files.
 *
 * @param segmentBytes size at which the next segment begins, in bytes
 * @param segmentNanos age at which the next segment begins, in nanoseconds
 * @param totalBytes maximum size of all segments with the same name prefix in the directory, in bytes
 * @param forcesSegments whether the writer forces each segment to the disk (fsync)
 * @param forcesBlocks whether the writer forces each block to the disk
 */
public record SegmentLimits(
        long segmentBytes, long segmentNanos, long totalBytes, boolean forcesSegments, boolean forcesBlocks) {}
