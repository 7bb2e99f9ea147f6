package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class BlockingThreadsTest {
    private final BlockingThreads threads = new BlockingThreads(2);

    @Test
    void runsTaskOnDaemonThread() throws Exception {
        CompletableFuture<Thread> ran = new CompletableFuture<>();

        threads.execute(() -> ran.complete(Thread.currentThread()));

        Thread thread = ran.get(10, TimeUnit.SECONDS);
        assertThat(thread.getName()).startsWith("interlock-blocking-");
        assertThat(thread.isDaemon()).isTrue();
        threads.shutDownNow();
    }

    @Test
    void interruptsRunningTasksAtClose() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        threads.execute(() -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.complete(true);
            }
        });
        begun.await();

        threads.shutDownNow();

        assertThat(interrupted.get(10, TimeUnit.SECONDS)).isTrue();
        assertThrows(RejectedExecutionException.class, () -> threads.execute(() -> {}));
    }

    @Test
    void rejectsTasksAfterUnusedClose() {
        threads.shutDownNow();

        assertThrows(RejectedExecutionException.class, () -> threads.execute(() -> {}));
    }
}
