package dev.interlock.recording;

import java.io.IOException;

/** A file is not a recording segment, or is damaged. The message names the file and the position. */
public final class SegmentException extends IOException {
    private static final long serialVersionUID = 1L;

    SegmentException(String message) {
        super(message);
    }
}
