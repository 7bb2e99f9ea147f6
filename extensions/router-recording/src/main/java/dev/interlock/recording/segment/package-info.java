/**
 * Segment files: format and writer. Internal: applications read segments by {@code SegmentReader}. Messages are opaque
 * bytes here. Imports no other package of Interlock.
 */
@NullMarked
package dev.interlock.recording.segment;

import org.jspecify.annotations.NullMarked;
