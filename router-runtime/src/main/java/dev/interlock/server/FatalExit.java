package dev.interlock.server;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends a process that cannot go on, since its connections would wait for ever. It needs no memory, the lack of which may be the
 * cause: everything that it uses is made before.
 */
final class FatalExit {
    /** EX_SOFTWARE of sysexits.h. */
    static final int CODE = 70;

    /** Time in which the line must be written: nobody may read the pipe that it goes to. */
    private static final long WRITE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final FileOutputStream ERRORS = new FileOutputStream(FileDescriptor.err);

    /** Ends the process while {@link #now} waits for the line to be written. */
    private static final Thread HALTING = new Thread(FatalExit::halt, "interlock-exit");

    private static volatile boolean due;

    static {
        // Loads the lines.
        FatalCause.values();
        HALTING.setDaemon(true);
        HALTING.start();
    }

    private FatalExit() {}

    /** Loads what {@link #now} needs. */
    static void prepare() {
        // To be called is enough: the class is initialized then.
    }

    /** Prints one line and ends the process at once, without shutdown hooks: they would wait for the loop. */
    static void now(FatalCause cause) {
        due = true;
        LockSupport.unpark(HALTING);
        try {
            ERRORS.write(cause.line());
        } catch (IOException e) {
            // The exit code has to say it.
        } finally {
            Runtime.getRuntime().halt(CODE);
        }
    }

    private static void halt() {
        while (!due) {
            LockSupport.park();
        }
        long deadline = System.nanoTime() + WRITE_NANOS;
        for (long left = WRITE_NANOS; left > 0; left = deadline - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        Runtime.getRuntime().halt(CODE);
    }
}
