package dev.interlock.example.shop.web;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads that may wait. They are created when they are needed, and end after ten seconds without work. */
public final class BoundedThreads {
    private static final int QUEUE = 1_000;

    private BoundedThreads() {}

    /**
     * Creates an executor that runs {@code size} tasks at the same time, and rejects tasks while a thousand others
     * wait.
     *
     * @param name name of the threads
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
