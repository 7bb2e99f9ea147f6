/**
 * Segment files: their format, their reader and their writer. Knows bytes of messages, but not what they mean. Imports
 * nothing of Interlock.
 */
@NullMarked
package dev.interlock.recording.segment;

import org.jspecify.annotations.NullMarked;
