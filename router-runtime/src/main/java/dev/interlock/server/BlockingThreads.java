package dev.interlock.server;

import dev.interlock.internal.log.ServerLog;
import java.lang.reflect.Method;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Threads of handlers that may block: on Java 21 and later, a virtual thread for each call; otherwise, the threads of a
 * pool. The threads do not keep the JVM alive. The first task creates the executor, so a service that never blocks
 * starts faster and uses less memory. Safe for use by several threads.
 */
final class BlockingThreads implements Executor {
    private static final Logger LOG = ServerLog.of(BlockingThreads.class);

    private static final String NAME = "interlock-blocking-";
    private static final int FIRST_WITH_VIRTUAL_THREADS = 21;
    private static final long IDLE_SECONDS = 60;

    private final ThreadLocal<Boolean> own = ThreadLocal.withInitial(() -> false);
    private final int pooled;
    private final String name;
    private final boolean mayBeVirtual;
    private volatile @Nullable ExecutorService threads;
    private boolean closed;
    /** Number of running tasks of virtual threads. */
    private final AtomicInteger running = new AtomicInteger();

    /**
     * @param pooled limit on the threads of the pool. Further tasks wait in a queue. The limit on exchanges in flight
     *     bounds the length of the queue
     */
    BlockingThreads(int pooled) {
        this(pooled, NAME, true);
    }

    private BlockingThreads(int pooled, String name, boolean mayBeVirtual) {
        this.pooled = pooled;
        this.name = name;
        this.mayBeVirtual = mayBeVirtual;
    }

    /**
     * Creates a pool of platform threads, which run even if handlers hold the carriers of all virtual threads.
     *
     * @param name beginning of the names of the threads
     */
    static BlockingThreads ofPlatform(int pooled, String name) {
        return new BlockingThreads(pooled, name, false);
    }

    /** @throws RejectedExecutionException after {@link #shutDownNow()} */
    @Override
    public void execute(Runnable task) {
        ExecutorService started = threads;
        (started == null ? start() : started).execute(task);
    }

    private synchronized ExecutorService start() {
        if (closed) {
            throw new RejectedExecutionException("The server has closed");
        }
        ExecutorService started = threads;
        if (started == null) {
            started = make();
            threads = started;
        }
        return started;
    }

    /** Returns the number of running tasks. */
    int running() {
        return threads instanceof ThreadPoolExecutor pool ? pool.getActiveCount() : running.get();
    }

    /** Returns the number of tasks that wait for a thread. */
    int waiting() {
        return threads instanceof ThreadPoolExecutor pool ? pool.getQueue().size() : 0;
    }

    /** Returns the limit on the threads, or 0 if each task has a virtual thread. */
    int limit() {
        ExecutorService started = threads;
        boolean virtual = started == null ? usesVirtualThreads() : !(started instanceof ThreadPoolExecutor);
        return virtual ? 0 : pooled;
    }

    private boolean usesVirtualThreads() {
        return mayBeVirtual && Runtime.version().feature() >= FIRST_WITH_VIRTUAL_THREADS;
    }

    /** Returns whether the calling thread is one of these threads. */
    boolean isOneOfThem() {
        return own.get();
    }

    /** Wraps a task so that it marks its thread as one of these threads. */
    private Runnable owning(Runnable task) {
        return () -> {
            own.set(true);
            task.run();
        };
    }

    /**
     * Like {@link #owning}, and counts the task while it runs. One wrapper does both, because every call needs a new
     * one.
     */
    private Runnable counting(Runnable task) {
        return () -> {
            own.set(true);
            running.incrementAndGet();
            try {
                task.run();
            } finally {
                running.decrementAndGet();
            }
        };
    }

    /** Interrupts the running tasks, and rejects later ones. */
    synchronized void shutDownNow() {
        closed = true;
        ExecutorService started = threads;
        if (started != null) {
            started.shutdownNow();
        }
    }

    private ExecutorService make() {
        if (usesVirtualThreads()) {
            try {
                return virtual(this::counting);
            } catch (ReflectiveOperationException e) {
                LOG.warn("There are no virtual threads, so handlers that block run in a pool", e);
            }
        }
        return pool(pooled);
    }

    /** Creates virtual threads by reflection, because this code is compiled for Java 17. */
    private static ExecutorService virtual(UnaryOperator<Runnable> owning) throws ReflectiveOperationException {
        Class<?> builderType = Class.forName("java.lang.Thread$Builder");
        Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
        builder = builderType.getMethod("name", String.class, long.class).invoke(builder, NAME, 0L);
        ThreadFactory threads = (ThreadFactory) builderType.getMethod("factory").invoke(builder);
        ThreadFactory factory = task -> threads.newThread(owning.apply(task));
        Method perTask = Executors.class.getMethod("newThreadPerTaskExecutor", ThreadFactory.class);
        return (ExecutorService) perTask.invoke(null, factory);
    }

    private ExecutorService pool(int threads) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(owning(task), name + number.getAndIncrement());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
