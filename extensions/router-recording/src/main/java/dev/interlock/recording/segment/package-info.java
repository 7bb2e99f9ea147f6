/**
 * Segment files: format, reader and writer. Messages are opaque bytes here. Imports no other package of Interlock.
 */
@NullMarked
package dev.interlock.recording.segment;

import org.jspecify.annotations.NullMarked;
