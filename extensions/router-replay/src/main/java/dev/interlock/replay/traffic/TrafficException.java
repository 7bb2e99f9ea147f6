package dev.interlock.replay.traffic;

import java.io.IOException;

/** A traffic file is missing, damaged or of an unknown kind. The message names the file and the position. */
public final class TrafficException extends IOException {
    private static final long serialVersionUID = 1L;

    public TrafficException(String message) {
        super(message);
    }

    public TrafficException(String message, Throwable cause) {
        super(message, cause);
    }
}
