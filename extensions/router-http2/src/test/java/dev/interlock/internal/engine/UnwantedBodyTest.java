package dev.interlock.internal.engine;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.http2.internal.Blocks;
import dev.interlock.http2.internal.frame.FrameType;
import dev.interlock.server.TestRouter;
import org.junit.jupiter.api.Test;

/** Rest of a request's body after its response. */
final class UnwantedBodyTest {
    private static final int STREAM = 1;

    private final Http2Engine engine = new Http2Engine(new TestRouter());

    /** A client could keep its stream open for weeks with a byte now and then. */
    @Test
    void hasOneDeadlineForAllBytes() {
        engine.send(
                FrameType.HEADERS, 4, STREAM, Blocks.of(":method|POST\n:scheme|http\n:path|/missing\n:authority|a"));
        assertThat(engine.link.text()).contains("There is nothing at this path");
        int bytes = 0;
        do {
            assertThat(bytes++).isAtMost(30);
            engine.send(FrameType.DATA, 0, STREAM, (byte) 0);
            engine.pass(Http2Engine.LIMIT_NANOS / 10);
        } while (!engine.hasReset(STREAM));
        assertThat(bytes).isAtLeast(10);
        assertThat(engine.link.closed).isFalse();
    }
}
