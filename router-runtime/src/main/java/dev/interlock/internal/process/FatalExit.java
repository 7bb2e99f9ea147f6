package dev.interlock.internal.process;

import dev.interlock.internal.determinism.ReadsSystemClock;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends a process that cannot continue, because its connections would wait for ever. Allocates nothing, because the
 * cause may be a lack of memory: all objects are created in advance.
 */
@ReadsSystemClock("A process without memory ends after real time, whatever happens to its event loops.")
public final class FatalExit {
    /** Exit code EX_SOFTWARE of sysexits.h. */
    public static final int CODE = 70;

    /**
     * Limit on the time for writing the line. Writing blocks if standard error is a pipe and its reader has stopped
     * reading.
     */
    private static final long WRITE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final FileOutputStream ERRORS = new FileOutputStream(FileDescriptor.err);

    /** Thread that ends the process while {@link #now} waits for the line to be written. */
    private static final Thread HALTING = new Thread(FatalExit::halt, "interlock-exit");

    private static volatile boolean due;

    static {
        // Loads the class, and so the lines.
        FatalCause.values();
        HALTING.setDaemon(true);
        HALTING.start();
    }

    private FatalExit() {}

    /** Loads all classes that {@link #now} needs. */
    public static void prepare() {
        // Nothing to do: the call itself initializes this class.
    }

    /**
     * Prints one line and halts the process at once. Shutdown hooks do not run, because they would wait for the event
     * loop.
     */
    public static void now(FatalCause cause) {
        due = true;
        LockSupport.unpark(HALTING);
        try {
            ERRORS.write(cause.line());
        } catch (IOException e) {
            // The operator then sees only the exit code.
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
