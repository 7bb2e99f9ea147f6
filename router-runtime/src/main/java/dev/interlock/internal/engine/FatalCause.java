package dev.interlock.internal.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** Reason why a process cannot continue. */
public enum FatalCause {
    LOOP_ENDED("an event loop has ended by an error"),
    HEAP_FULL("the heap has been full for ten seconds");

    // Nobody writes to the array.
    @SuppressWarnings("ImmutableEnumChecker")
    private final byte[] line;

    FatalCause(String reason) {
        line = ("interlock: " + reason + ", so the process ends\n").getBytes(US_ASCII);
    }

    /** Line for the operator. It is made in advance, as memory may be short. The array is shared. */
    public byte[] line() {
        return line;
    }
}
