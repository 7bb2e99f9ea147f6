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

    @Test
    void countsRunningTasks() throws Exception {
        assertThat(threads.running()).isEqualTo(0);
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(3);
        for (int i = 0; i < 3; i++) {
            threads.execute(() -> {
                begun.countDown();
                try {
                    release.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                } finally {
                    ended.countDown();
                }
            });
        }
        begun.await();

        if (threads.limit() == 2) {
            assertThat(threads.running()).isEqualTo(2);
            assertThat(threads.waiting()).isEqualTo(1);
        } else {
            assertThat(threads.limit()).isEqualTo(0);
            assertThat(threads.running()).isAtLeast(2);
            assertThat(threads.waiting()).isEqualTo(0);
        }

        release.countDown();
        ended.await();
        while (threads.running() > 0) {
            Thread.onSpinWait();
        }
        threads.shutDownNow();
    }
}
