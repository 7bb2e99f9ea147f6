package dev.interlock.internal.transport;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import org.junit.jupiter.api.Test;

final class EventLoopsTest {
    @Test
    void endsThreadsIfEngineCannotBeCreated() {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
        assertThrows(
                OutOfMemoryError.class,
                () -> new EventLoops(group, loop -> {
                    throw new OutOfMemoryError("no heap");
                }));
        assertThat(group.terminationFuture().awaitUninterruptibly(60_000)).isTrue();
    }
}
