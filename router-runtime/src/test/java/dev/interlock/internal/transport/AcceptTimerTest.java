package dev.interlock.internal.transport;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.internal.engine.TestLoop;
import dev.interlock.server.TestRouter;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

// No caller waits for the end of the event loops.
@SuppressWarnings("FutureReturnValueIgnored")
@Timeout(30)
final class AcceptTimerTest {
    private final Transport transport = Transport.of(Transport.Kind.NIO);
    private final EventLoopGroup acceptingGroup = transport.eventLoops(1);
    private final EventLoop accepting = acceptingGroup.next();
    private final EventLoopGroup group = transport.eventLoops(1);
    private final EventLoops loops = new EventLoops(group, loop -> TestLoop.of(new TestRouter(), loop));
    private final AcceptTimer timer = new AcceptTimer(accepting, loops);
    private final Semaphore runs = new Semaphore(0);
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void end() {
        release.countDown();
        acceptingGroup.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        loops.shutDown();
    }

    private void hold(EventLoop loop) {
        loop.execute(() -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Test
    void runsTaskIfEitherEventLoopIsHeld() throws Exception {
        hold(accepting);
        timer.schedule(runs::release, 1);
        runs.acquire();
    }

    @Test
    void runsTaskWhileEventLoopOfConnectionsIsHeld() throws Exception {
        hold(loops.next());
        timer.schedule(runs::release, 1);
        runs.acquire();
    }

    @Test
    void runsTaskOnce() throws Exception {
        timer.schedule(runs::release, 1);
        // Schedules later tasks on both event loops.
        accepting.schedule(() -> {}, 2, TimeUnit.MILLISECONDS).sync();
        loops.next().schedule(() -> {}, 2, TimeUnit.MILLISECONDS).sync();
        assertThat(runs.availablePermits()).isEqualTo(1);
    }

    @Test
    void rejectsTaskAfterEndOfBothLoops() throws Exception {
        acceptingGroup.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
        timer.schedule(runs::release, 1);
        runs.acquire();
        loops.shutDown();
        group.terminationFuture().sync();
        assertThrows(RejectedExecutionException.class, () -> timer.schedule(runs::release, 1));
    }
}
