package dev.interlock.server;

import dev.interlock.internal.engine.FatalCause;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends a process that cannot continue, because its connections would wait for ever. Allocates nothing, as lack of
 * memory may be the cause: all objects are created in advance.
 */
final class FatalExit {
    /** EX_SOFTWARE of sysexits.h. */
    static final int CODE = 70;

    /** Time limit for writing the line: the reader of the pipe may have stopped reading. */
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

    /** Loads all classes that {@link #now} needs. */
    static void prepare() {
        // The call alone initializes the class.
    }

    /** Prints one line and halts the process at once. Shutdown hooks would wait for the loop, so they do not run. */
    static void now(FatalCause cause) {
        due = true;
        LockSupport.unpark(HALTING);
        try {
            ERRORS.write(cause.line());
        } catch (IOException e) {
            // The exit code alone then tells the operator.
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
