package dev.interlock.server;

import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A process whose event loops end while the server is open. */
final class LoopDeathMain {
    private LoopDeathMain() {}

    public static void main(String[] args) throws InterruptedException {
        FatalExit.prepare();
        EventLoopGroup group = Transport.of(TransportType.NIO).eventLoops(1);
        EventLoops loops = new EventLoops(group, loop -> TestLoop.of(new TestRouter(), loop));
        loops.watch(Duration.ZERO, group.next(), FatalExit::now);
        loops.shutDown();
        Future<?> ended = loops.ended();
        ended.await();
        // Whoever waits for a server waits for ever.
        new CountDownLatch(1).await();
    }
}
