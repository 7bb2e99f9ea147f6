package dev.interlock.internal.engine;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.testing.HandlerRouter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Unsent bytes of responses count against the memory budget, unless the application keeps them in memory anyway. */
final class UnsentMemoryTest {
    private static final int BYTES = 20_000;

    private final ByteBuf memory = Unpooled.directBuffer(BYTES).writeZero(BYTES);
    private final ByteBuf shared = Unpooled.unreleasableBuffer(memory);
    private final FaultyLink link = new FaultyLink();
    private final EngineLoop loop = TestLoop.of(HandlerRouter.with()
            .get("/shared", (request, response) -> response.buffer(shared.duplicate()))
            .get(
                    "/own",
                    (request, response) ->
                            response.buffer(Unpooled.directBuffer(BYTES).writeZero(BYTES)))
            .router());
    private final Connection connection = loop.open(link);

    @AfterEach
    void release() {
        memory.release();
    }

    private void get(String path) {
        connection.read(Unpooled.copiedBuffer("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n", ISO_8859_1));
        connection.flush();
    }

    private long unsent() {
        return loop.context().service().memory().direct().used();
    }

    @Test
    void doesNotCountMemoryOfApplication() {
        link.queued = BYTES;
        get("/shared");
        assertThat(unsent()).isLessThan(BYTES);
    }

    @Test
    void countsResponseAfterSentSharedMessages() {
        for (int i = 0; i < 10; i++) {
            get("/shared");
        }
        assertThat(unsent()).isEqualTo(0);
        link.queued = BYTES;
        get("/own");
        assertThat(unsent()).isAtLeast(BYTES);
        connection.closed();
        assertThat(unsent()).isEqualTo(0);
    }
}
