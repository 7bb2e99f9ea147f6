package dev.interlock.server;

import io.netty.util.concurrent.Future;
import java.time.Duration;

/** A process whose event loops end while the server is open. */
final class LoopDeathMain {
    private LoopDeathMain() {}

    public static void main(String[] args) throws InterruptedException {
        FatalExit.prepare();
        EventLoops loops = new EventLoops(
                Transport.of(TransportType.NIO).eventLoops(1), loop -> TestLoop.of(new TestRouter(), loop));
        loops.watch(Duration.ZERO, FatalExit::now);
        loops.shutDown();
        Future<?> ended = loops.ended();
        ended.await();
        // Whoever waits for a server waits for ever.
        new java.util.concurrent.CountDownLatch(1).await();
    }
}
