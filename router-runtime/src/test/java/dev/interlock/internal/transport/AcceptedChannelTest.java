package dev.interlock.internal.transport;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.internal.engine.TestLoop;
import dev.interlock.server.TestRouter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class AcceptedChannelTest {
    private final Transport transport = Transport.of(Transport.Kind.NIO);
    private final EventLoopGroup group = transport.eventLoops(1);
    private final EventLoops loops = new EventLoops(group, loop -> TestLoop.of(new TestRouter(), loop));
    private final AtomicInteger closed = new AtomicInteger();

    private AcceptedChannel accepted(NioSocketChannel channel) {
        AcceptedChannel accepted = new AcceptedChannel(channel, new ConnectionOpener(loops, transport));
        accepted.whenClosed(closed::incrementAndGet);
        return accepted;
    }

    /** Covers a connection that was waiting at the gate when the server closed. */
    @Test
    void countsAsClosedWhenDiscardedBeforeRegistration() {
        NioSocketChannel channel = new NioSocketChannel();
        accepted(channel).discard();
        assertThat(channel.isOpen()).isFalse();
        assertThat(closed.get()).isEqualTo(1);
        loops.shutDown();
    }

    @Test
    void countsAsClosedOnceAfterEndOfEventLoop() throws Exception {
        loops.shutDown();
        assertThat(group.terminationFuture().await(30, TimeUnit.SECONDS)).isTrue();
        NioSocketChannel channel = new NioSocketChannel();
        accepted(channel).open();
        assertThat(channel.isOpen()).isFalse();
        assertThat(closed.get()).isEqualTo(1);
    }
}
