package dev.interlock.server;

import java.util.function.IntConsumer;

/**
 * Ends the process when nobody catches the failure of a start. The JVM alone would not: the threads of another server,
 * or of the application's own pools, keep it alive. Set on the thread that called the start.
 */
final class FailedStart implements Thread.UncaughtExceptionHandler {
    private static final int EXIT_CODE = 1;

    /** Longest chain of causes that is searched: a chain may be a cycle. */
    private static final int MAX_CAUSES = 100;

    private final Throwable failure;
    /** Handler that the thread had before. */
    private final Thread.UncaughtExceptionHandler previous;

    private final IntConsumer exit;

    private FailedStart(Throwable failure, Thread.UncaughtExceptionHandler previous, IntConsumer exit) {
        this.failure = failure;
        this.previous = previous;
        this.exit = exit;
    }

    /** Ends the process with the code 1 if this failure ends the current thread. */
    static void watch(Throwable failure) {
        watch(failure, System::exit);
    }

    static void watch(Throwable failure, IntConsumer exit) {
        Thread thread = Thread.currentThread();
        Thread.UncaughtExceptionHandler current = thread.getUncaughtExceptionHandler();
        Thread.UncaughtExceptionHandler previous = current instanceof FailedStart earlier ? earlier.previous : current;
        thread.setUncaughtExceptionHandler(new FailedStart(failure, previous, exit));
    }

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
        try {
            previous.uncaughtException(thread, thrown);
        } finally {
            if (isBehind(thrown)) {
                exit.accept(EXIT_CODE);
            }
        }
    }

    private boolean isBehind(Throwable thrown) {
        Throwable each = thrown;
        for (int i = 0; i < MAX_CAUSES && each != null; i++) {
            if (each == failure) {
                return true;
            }
            each = each.getCause();
        }
        return false;
    }
}
