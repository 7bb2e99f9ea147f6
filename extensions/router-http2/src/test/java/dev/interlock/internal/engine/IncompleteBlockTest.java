package dev.interlock.internal.engine;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.http2.internal.Blocks;
import dev.interlock.http2.internal.flood.FloodLimits;
import dev.interlock.http2.internal.frame.FrameType;
import dev.interlock.http2.internal.frame.Preface;
import dev.interlock.http2.internal.head.HeadLimits;
import dev.interlock.http2.internal.session.Http2Counts;
import dev.interlock.http2.internal.session.Http2Protocol;
import dev.interlock.http2.internal.session.SessionSettings;
import dev.interlock.http2.internal.stream.LocalSettings;
import dev.interlock.server.TestRouter;
import io.netty.buffer.Unpooled;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Memory of a connection whose client has sent the start of a field block. */
final class IncompleteBlockTest {
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
    private static final int KIB = 1024;
    private static final SessionSettings SETTINGS = new SessionSettings(
            LocalSettings.DEFAULT,
            1 << 20,
            4096,
            HeadLimits.DEFAULT,
            FloodLimits.DEFAULT,
            MINUTE,
            MINUTE,
            false);

    private final FaultyLink link = new FaultyLink();
    private final EngineLoop loop =
            TestLoop.of(new TestRouter(), link.tasks::add, new Http2Protocol(SETTINGS, new Http2Counts()));
    private final Connection connection = loop.open(link);

    private long used() {
        return loop.context().service().memory().heap().used();
    }

    private void send(byte[]... parts) {
        connection.read(Unpooled.wrappedBuffer(parts));
        connection.flush();
        link.runTasks();
    }

    private void beginBlock() {
        byte[] head = {0, 0, 0, FrameType.SETTINGS, 0, 0, 0, 0, 0};
        byte[] fragment = Blocks.of(":method|GET");
        byte[] block = {0, 0, (byte) fragment.length, FrameType.HEADERS, 1, 0, 0, 0, 1};
        send(Preface.bytes(), head, block, fragment);
    }

    /** Memory is freed first from the connections that hold most of it. */
    @Test
    void countsForItsConnection() {
        long before = used();
        beginBlock();
        long held = used() - before;
        assertThat(held).isAtLeast(100 * KIB);
        assertThat(connection.reclaimableHeap()).isAtLeast(held);
    }

    @Test
    void isFreedBeforeTheConnectionCloses() {
        beginBlock();
        connection.sacrifice();
        assertThat(link.text()).contains("The server has no memory left");
        assertThat(link.closed).isFalse();
        assertThat(used()).isLessThan(16 * KIB);
    }
}
