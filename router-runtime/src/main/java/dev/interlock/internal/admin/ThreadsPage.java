package dev.interlock.internal.admin;

import dev.interlock.http.HttpException;
import dev.interlock.http.HttpStatus;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.observe.AdminPage;
import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MonitorInfo;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/**
 * Shows the stacks of the platform threads. Each request stops all threads for some milliseconds. The first request
 * loads the classes of {@code java.management}.
 */
public final class ThreadsPage implements AdminPage {
    private static final int MAX_THREADS = 500;
    private static final int MAX_FRAMES = 64;
    private static final int MAX_CHARS = 1 << 20;

    @Override
    public void write(Request request, Response response) {
        try {
            Format.text(response, text());
        } catch (LinkageError e) {
            throw new HttpException(HttpStatus.NOT_IMPLEMENTED, "This Java lacks the module java.management", e);
        }
    }

    private static StringBuilder text() {
        ThreadMXBean bean = ManagementFactory.getThreadMXBean();
        long[] ids = bean.getAllThreadIds();
        Arrays.sort(ids);
        int shown = Math.min(ids.length, MAX_THREADS);
        ThreadInfo[] threads = bean.getThreadInfo(Arrays.copyOf(ids, shown), true, false, MAX_FRAMES);
        StringBuilder text = new StringBuilder(ids.length + " platform threads. Virtual threads: jcmd "
                + ProcessHandle.current().pid() + " Thread.dump_to_file FILE\n");
        appendDeadlock(bean, text);
        for (int i = 0; i < threads.length && text.length() < MAX_CHARS; i++) {
            if (threads[i] != null) {
                append(threads[i], text);
                shown = i + 1;
            }
        }
        if (shown < ids.length) {
            text.append("\n").append(ids.length - shown).append(" more threads\n");
        }
        return text;
    }

    private static void appendDeadlock(ThreadMXBean bean, StringBuilder text) {
        long[] deadlocked = bean.findDeadlockedThreads();
        if (deadlocked != null) {
            text.append("Deadlock of the threads ")
                    .append(Arrays.toString(deadlocked))
                    .append('\n');
        }
    }

    private static void append(ThreadInfo thread, StringBuilder text) {
        text.append("\n\"").append(thread.getThreadName()).append("\" #").append(thread.getThreadId());
        text.append(thread.isDaemon() ? " daemon " : " ").append(thread.getThreadState());
        LockInfo lock = thread.getLockInfo();
        if (lock != null) {
            text.append(" on ").append(lock);
            String owner = thread.getLockOwnerName();
            text.append(owner == null ? "" : " of \"" + owner + "\" #" + thread.getLockOwnerId());
        }
        text.append('\n');
        StackTraceElement[] stack = thread.getStackTrace();
        for (int depth = 0; depth < stack.length; depth++) {
            text.append("    at ").append(stack[depth]).append('\n');
            for (MonitorInfo monitor : thread.getLockedMonitors()) {
                if (monitor.getLockedStackDepth() == depth) {
                    text.append("    holds ").append(monitor).append('\n');
                }
            }
        }
    }
}
