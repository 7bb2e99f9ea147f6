package dev.interlock.internal.process;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Ends the process if the start of a server fails and no code handles the failure. The JVM alone might not end, because
 * the threads of another server or of the application's pools keep it alive. This handler is set on the thread that has
 * called the start. It is not set if the thread or one of its groups has its own handler of uncaught exceptions. The
 * default handler of the application is called before the process ends, because it may only report crashes.
 */
public final class FailedStart implements Thread.UncaughtExceptionHandler {
    private static final int EXIT_CODE = 1;

    /** Limit on the number of causes that are searched, because a chain of causes may be a cycle. */
    private static final int MAX_CAUSES = 100;

    /** Limit on the remembered failures, because a thread may try to start for ever. */
    private static final int MAX_FAILURES = 16;

    /** Failures of the starts that this thread has called, the last failure first. */
    private final List<Throwable> failures;
    /** Group of the thread. The group calls the default handler, or prints the failure. */
    private final ThreadGroup group;

    private final IntConsumer exit;

    private FailedStart(List<Throwable> failures, ThreadGroup group, IntConsumer exit) {
        this.failures = failures;
        this.group = group;
        this.exit = exit;
    }

    /** Ends the process with the exit code 1 if this failure ends the current thread and no code handles it. */
    public static void watch(Throwable failure) {
        watch(failure, FailedStart::exit);
    }

    public static void watch(Throwable failure, IntConsumer exit) {
        Thread thread = Thread.currentThread();
        ThreadGroup group = thread.getThreadGroup();
        Thread.UncaughtExceptionHandler current = thread.getUncaughtExceptionHandler();
        if ((current == group || current instanceof FailedStart) && isPlain(group)) {
            List<Throwable> before = current instanceof FailedStart earlier ? earlier.failures : List.of();
            thread.setUncaughtExceptionHandler(new FailedStart(lastOf(failure, before), group, exit));
        }
    }

    /**
     * Returns the last failures, the latest first. All of them are needed, because the thread may end with the failure
     * of an earlier start.
     */
    private static List<Throwable> lastOf(Throwable failure, List<Throwable> before) {
        List<Throwable> all = new ArrayList<>();
        all.add(failure);
        all.addAll(before.subList(0, Math.min(before.size(), MAX_FAILURES - 1)));
        return all;
    }

    /** Returns whether a group and all of its parents use the default handler for exceptions. */
    private static boolean isPlain(ThreadGroup group) {
        for (ThreadGroup each = group; each != null; each = each.getParent()) {
            if (each.getClass() != ThreadGroup.class) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
        try {
            // The group calls the default handler, or prints the failure if there is none.
            group.uncaughtException(thread, thrown);
        } finally {
            if (isBehind(thrown)) {
                exit.accept(EXIT_CODE);
            }
        }
    }

    /**
     * Ends the process on another thread. {@link System#exit} blocks for ever during a shutdown, and the shutdown may
     * wait for the failed thread. For example, that thread is a shutdown hook, or a hook joins it.
     */
    private static void exit(int code) {
        try {
            new Thread(() -> System.exit(code), "interlock-failed-start").start();
        } catch (OutOfMemoryError e) {
            // The system has no more threads.
            System.exit(code);
        }
    }

    private boolean isBehind(Throwable thrown) {
        Throwable each = thrown;
        for (int i = 0; i < MAX_CAUSES && each != null; i++) {
            if (isFailure(each)) {
                return true;
            }
            each = each.getCause();
        }
        return false;
    }

    private boolean isFailure(Throwable thrown) {
        for (Throwable failure : failures) {
            if (failure == thrown) {
                return true;
            }
        }
        return false;
    }
}
