package dev.interlock.example.shop.web;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Creates executors whose threads may wait. Threads start on demand, and end after ten idle seconds. */
public final class BoundedThreads {
    private static final int QUEUE = 1_000;

    private BoundedThreads() {}

    /**
     * Creates an executor that runs up to {@code size} tasks at the same time. It rejects tasks while a thousand tasks
     * wait.
     *
     * @param name prefix of thread names
     */
    public static ExecutorService create(String name, int size) {
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(size, size, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(QUEUE), task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
