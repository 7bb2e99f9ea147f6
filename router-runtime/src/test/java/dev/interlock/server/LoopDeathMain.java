package dev.interlock.server;

import dev.interlock.internal.engine.TestLoop;
import dev.interlock.internal.process.FatalExit;
import dev.interlock.internal.transport.EventLoops;
import dev.interlock.internal.transport.Transport;
import dev.interlock.internal.watchdog.Watchdog;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A process whose event loops end while the server is open. */
final class LoopDeathMain {
    /** Argument for a process that fills standard error, a pipe without a reader. */
    static final String FULL_PIPE = "full-pipe";

    private static final int LARGEST_PIPE = 16 * 1024 * 1024;

    private LoopDeathMain() {}

    public static void main(String[] args) throws InterruptedException {
        FatalExit.prepare();
        if (args.length > 0 && args[0].equals(FULL_PIPE)) {
            Thread filling = new Thread(() -> System.err.print("x".repeat(LARGEST_PIPE)), "filling");
            filling.setDaemon(true);
            filling.start();
        }
        EventLoopGroup group = Transport.of(Transport.Kind.NIO).eventLoops(1);
        EventLoops loops = new EventLoops(group, loop -> TestLoop.of(new TestRouter(), loop));
        Watchdog.over(loops, group.next(), Duration.ZERO, FatalExit::now);
        loops.shutDown();
        Future<?> ended = loops.ended();
        ended.await();
        // Waits forever, like a thread that waits for a server.
        new CountDownLatch(1).await();
    }
}
