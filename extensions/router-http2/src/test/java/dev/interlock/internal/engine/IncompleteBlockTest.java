package dev.interlock.internal.engine;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.http2.internal.Blocks;
import dev.interlock.http2.internal.frame.FrameType;
import dev.interlock.server.TestRouter;
import org.junit.jupiter.api.Test;

/** Memory of a connection whose client has sent the start of a field block. */
final class IncompleteBlockTest {
    private final Http2Engine engine = new Http2Engine(new TestRouter());

    private void beginBlock() {
        engine.send(FrameType.HEADERS, 1, 1, Blocks.of(":method|GET"));
    }

    /** Memory is freed first from the connections that hold most of it. */
    @Test
    void countsForItsConnection() {
        long before = engine.memory.heap().used();
        beginBlock();
        long held = engine.memory.heap().used() - before;
        assertThat(held).isAtLeast(100 * Http2Engine.KIB);
        assertThat(engine.connection.reclaimableHeap()).isAtLeast(held);
    }

    @Test
    void isFreedBeforeTheConnectionCloses() {
        beginBlock();
        engine.connection.sacrifice();
        assertThat(engine.link.text()).contains("The server has no memory left");
        assertThat(engine.link.closed).isFalse();
        assertThat(engine.memory.heap().used()).isLessThan(16 * Http2Engine.KIB);
    }
}
