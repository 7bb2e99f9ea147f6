package dev.interlock.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** Why a process cannot go on. */
enum FatalCause {
    LOOP_ENDED("an event loop has ended by an error"),
    HEAP_FULL("the heap has been full for ten seconds");

    private final byte[] line;

    FatalCause(String reason) {
        line = ("interlock: " + reason + ", so the process ends\n").getBytes(US_ASCII);
    }

    /** The line that says so, made before there is no memory for it. The array is shared. */
    byte[] line() {
        return line;
    }
}
