package dev.interlock.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;

/**
 * Ends a process that cannot go on: an event loop has ended, and its connections would wait for ever. Needs no memory, for
 * want of which the loop may have ended: all that it uses is made before.
 */
final class FatalExit {
    /** EX_SOFTWARE of sysexits.h. */
    static final int CODE = 70;

    private static final byte[] LINE =
            "interlock: an event loop has ended by an error, so the process ends\n".getBytes(US_ASCII);

    private static final FileOutputStream ERRORS = new FileOutputStream(FileDescriptor.err);

    private FatalExit() {}

    /** Loads what {@link #now} needs. */
    static void prepare() {
        // To be called is enough: the class is initialized then.
    }

    /** Prints one line and ends the process at once, without shutdown hooks: they would wait for the loop. */
    static void now() {
        try {
            ERRORS.write(LINE);
        } catch (IOException e) {
            // The exit code has to say it.
        } finally {
            Runtime.getRuntime().halt(CODE);
        }
    }
}
