package dev.interlock.internal.engine;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.internal.engine.Connection.Entry;
import dev.interlock.server.TestRouter;
import io.netty.buffer.Unpooled;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A connection that has given back its input array keeps no reference to the array, however long the connection stays
 * open.
 */
@Timeout(30)
final class ReleasedInputTest {
    private static final int HEAD_BYTES = 10_000;
    /** Time after which the garbage collector is called again. */
    private static final long GC_MILLIS = 50;

    @ParameterizedTest
    @EnumSource(
            value = Entry.class,
            names = {"SACRIFICE", "CLOSED"})
    void keepsNoArray(Entry entry) throws InterruptedException {
        EngineLoop loop = TestLoop.of(new TestRouter());
        Connection connection = loop.open(new FaultyLink());
        String half = "GET /hello?q=1 HTTP/1.1\r\nHost: a\r\nX-Padding: " + "x".repeat(HEAD_BYTES);
        connection.read(Unpooled.copiedBuffer(half, ISO_8859_1));
        if (entry == Entry.CLOSED) {
            connection.closed();
        } else {
            connection.sacrifice();
        }
        assertThat(loop.context().service().memory().heap().used()).isAtMost(HEAD_BYTES / 2);
        // Watches the array that was given back last.
        ReferenceQueue<Object> collected = new ReferenceQueue<>();
        WeakReference<Object> array =
                new WeakReference<>(loop.scratch().arrays().take(HEAD_BYTES), collected);
        try {
            while (array.get() != null) {
                System.gc();
                collected.remove(GC_MILLIS);
            }
        } finally {
            Reference.reachabilityFence(connection);
        }
    }
}
