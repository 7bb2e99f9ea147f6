package dev.interlock.recording.segment;

import java.io.IOException;

/** A file is no segment of a recording, or is damaged. The message names the file and the place. */
public final class SegmentException extends IOException {
    private static final long serialVersionUID = 1L;

    SegmentException(String message) {
        super(message);
    }
}
