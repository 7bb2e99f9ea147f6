package dev.interlock.internal.process;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** Reason why a process cannot continue. */
public enum FatalCause {
    LOOP_ENDED("an error ended an event loop"),
    HEAP_FULL("the heap has been full for ten seconds");

    // Callers share the array, but nobody writes to it.
    @SuppressWarnings("ImmutableEnumChecker")
    private final byte[] line;

    FatalCause(String reason) {
        line = ("interlock: " + reason + ", so the process ends\n").getBytes(US_ASCII);
    }

    /**
     * Returns the line for the operator. The line is made in advance, because there may be no memory left. The array
     * must not be changed.
     */
    public byte[] line() {
        return line;
    }
}
