package dev.interlock.internal.watchdog;

import static com.google.common.truth.Truth.assertThat;

import com.sun.management.ThreadMXBean;
import dev.interlock.internal.process.FatalCause;
import dev.interlock.internal.watchdog.Watchdog.Watched;
import dev.interlock.server.CapturedLog;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class WatchdogTest {
    private static final long MILLI = 1_000_000;
    private static final String HELD = "has been held for";
    private static final String GOES_ON = "continues after";

    private final AtomicLong turns = new AtomicLong();
    private final AtomicInteger ends = new AtomicInteger();
    private final CountDownLatch release = new CountDownLatch(1);
    private final Thread loop = new Thread(this::aHandlerThatBlocks, "loop-1");
    private final Watchdog watchdog =
            new Watchdog(List.of(new Watched(loop, turns::get)), 100 * MILLI, () -> 0, this::end);
    private CapturedLog log = new CapturedLog();
    /** Reason why the process cannot continue, or null. */
    private @Nullable FatalCause cause;

    private void aHandlerThatBlocks() {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @BeforeEach
    void start() throws InterruptedException {
        loop.start();
        // Waits until the thread is in its handler. Before that, the watchdog has nothing to warn of.
        while (loop.getState() != Thread.State.WAITING) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        log.close();
        release.countDown();
        loop.join();
    }

    private void end(FatalCause newCause) {
        cause = newCause;
        ends.incrementAndGet();
    }

    private void check(int times) {
        for (int i = 0; i < times; i++) {
            watchdog.check(50 * MILLI);
        }
    }

    /**
     * Without a threshold, the watchdog reads no CPU times. Reading them would load the classes of {@code
     * java.management}.
     */
    @Test
    void doesNotWarnWithoutThreshold() {
        turns.set(1);
        SetTimes times = new SetTimes();
        Watchdog own = new Watchdog(List.of(new Watched(loop, turns::get, times)), Long.MAX_VALUE, () -> 0, this::end);
        for (int i = 0; i < 1000; i++) {
            own.check(3600_000 * MILLI);
        }
        assertThat(log.lines(HELD)).isEmpty();
        assertThat(times.reads).isEqualTo(0);
    }

    @Test
    void endsProcessWhoseHeapStaysFull() {
        AtomicLong full = new AtomicLong(9_000 * MILLI);
        Watchdog own = new Watchdog(List.of(new Watched(loop, turns::get)), 100 * MILLI, full::get, this::end);
        own.check(50 * MILLI);
        assertThat(ends.get()).isEqualTo(0);
        full.set(11_000 * MILLI);
        own.check(50 * MILLI);
        assertThat(cause).isEqualTo(FatalCause.HEAP_FULL);
        own.close();
        own.check(50 * MILLI);
        assertThat(ends.get()).isEqualTo(1);
    }

    @Test
    void reportsEndOfLoop() throws InterruptedException {
        check(1);
        assertThat(ends.get()).isEqualTo(0);
        release.countDown();
        loop.join();
        check(1);
        assertThat(ends.get()).isEqualTo(1);
    }

    @Test
    void warnsOnceAndReportsEnd() throws InterruptedException {
        turns.set(1);
        check(2);
        assertThat(log.lines()).isEmpty();
        assertThat(watchdog.stalls()).isEqualTo(0);
        check(10);
        assertThat(log.lines(HELD)).hasSize(1);
        assertThat(watchdog.stalls()).isEqualTo(1);
        assertThat(log.lines(HELD).get(0))
                .contains("WARN dev.interlock.internal.watchdog.Watchdog - loop-1 has been held for 100 ms");
        assertThat(log.lines("dev.interlock.internal.watchdog.WatchdogTest.aHandlerThatBlocks("))
                .hasSize(1);
        assertThat(log.lines(GOES_ON)).isEmpty();
        turns.set(2);
        check(1);
        assertThat(log.lines(GOES_ON)).hasSize(1);
        assertThat(log.lines(GOES_ON).get(0))
                .contains("INFO dev.interlock.internal.watchdog.Watchdog - loop-1 continues after 550 ms");
        check(10);
        assertThat(log.lines(HELD)).hasSize(1);
    }

    /** CPU times that the test sets. */
    private static final class SetTimes implements CpuTimes {
        long used;
        long collecting;
        /** Number of calls. */
        int reads;

        @Override
        public long used(Thread thread) {
            reads++;
            return used;
        }

        @Override
        public long collecting() {
            reads++;
            return collecting;
        }
    }

    private static final String BLAMELESS = "no handler is at fault";

    private List<String> stalled(Thread thread, long used, long collecting) {
        SetTimes times = new SetTimes();
        times.used = 7_000 * MILLI;
        times.collecting = 7_000 * MILLI;
        AtomicLong turn = new AtomicLong(1);
        Watchdog own = new Watchdog(List.of(new Watched(thread, turn::get, times)), 200 * MILLI, () -> 0, this::end);
        own.check(50 * MILLI);
        own.check(50 * MILLI);
        times.used += used * MILLI;
        times.collecting += collecting * MILLI;
        for (int i = 0; i < 4; i++) {
            own.check(50 * MILLI);
        }
        return log.lines("WARN");
    }

    @Test
    void distinguishesBusyMachineFromHandler() throws InterruptedException {
        AtomicLong ends = new AtomicLong();
        // A flag instead of a latch, because waking this thread would put the other thread into native code.
        AtomicBoolean begun = new AtomicBoolean();
        Thread busy = new Thread(
                () -> {
                    begun.set(true);
                    while (ends.get() == 0) {
                        Thread.onSpinWait();
                    }
                },
                "loop-2");
        busy.start();
        while (!begun.get()) {
            Thread.onSpinWait();
        }
        try {
            assertThat(stalled(busy, 10, 0)).hasSize(1);
            assertThat(log.lines("loop-2 stood still for 200 ms, because it got only 10 ms of CPU time"))
                    .hasSize(1);
            assertThat(log.lines(BLAMELESS)).hasSize(1);
            assertThat(log.lines("\tat ")).isEmpty();
            assertThat(stalled(busy, 140, 20)).hasSize(2);
            assertThat(log.lines("loop-2 has been held for 200 ms by the call below"))
                    .hasSize(1);
            assertThat(log.lines("distinguishesBusyMachineFromHandler")).isNotEmpty();
        } finally {
            ends.set(1);
            busy.join();
        }
    }

    @Test
    void distinguishesWaitingHandlerFromBusyMachine() throws InterruptedException {
        while (loop.getState() != Thread.State.WAITING) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        assertThat(stalled(loop, 0, 0)).hasSize(1);
        assertThat(log.lines("loop-1 has been held for 200 ms by a call that waits"))
                .hasSize(1);
        assertThat(log.lines(BLAMELESS)).isEmpty();
    }

    @Test
    void distinguishesCollectorFromHandler() {
        assertThat(stalled(loop, 0, 100)).hasSize(1);
        assertThat(log.lines("loop-1 stood still for 200 ms, while the JVM collected garbage for 100 ms"))
                .hasSize(1);
        assertThat(log.lines(BLAMELESS)).hasSize(1);
    }

    @Test
    void cpuTimesOfJvmGrow() {
        long before = CpuTimes.OF_JVM.used(Thread.currentThread());
        long collecting = CpuTimes.OF_JVM.collecting();
        assertThat(before).isGreaterThan(0);
        while (CpuTimes.OF_JVM.used(Thread.currentThread()) <= before) {
            Thread.onSpinWait();
        }
        while (CpuTimes.OF_JVM.collecting() <= collecting) {
            // A young collection with few objects may take less than a millisecond, the unit of the count.
            System.gc();
        }
    }

    @Test
    void warnsAgainOfNextHandler() {
        for (int turn = 1; turn < 10; turn += 2) {
            turns.set(turn);
            check(4);
        }
        assertThat(log.lines(HELD)).hasSize(5);
        assertThat(log.lines(GOES_ON)).hasSize(4);
    }

    @Test
    void restingLoopIsNotHeld() {
        check(100);
        for (int turn = 1; turn < 100; turn++) {
            turns.set(turn);
            check(2);
        }
        turns.set(100);
        check(100);
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void checksUntilItIsClosed() throws InterruptedException {
        AtomicLong looks = new AtomicLong();
        Watchdog own =
                new Watchdog(List.of(new Watched(loop, looks::incrementAndGet)), MILLI, () -> 0, this::end).start();
        while (looks.get() < 10) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        own.close();
        for (boolean alive = true; alive; alive = isWatchdogAlive()) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        // The watchdog's thread has ended, so the number stays the same.
        assertThat(looks.get()).isAtLeast(10);
    }

    private static boolean isWatchdogAlive() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("interlock-watchdog"));
    }

    @Test
    void checksAllocateNothing() {
        check(20_000);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        long measuring = threads.getCurrentThreadAllocatedBytes() - before;
        long fewest = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            before = threads.getCurrentThreadAllocatedBytes();
            check(20_000);
            fewest = Math.min(fewest, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(fewest).isAtMost(measuring);
    }
}
