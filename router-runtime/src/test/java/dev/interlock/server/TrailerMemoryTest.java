package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.codec.TextCodec;
import dev.interlock.http.FormSettings;
import dev.interlock.http1.Limits;
import dev.interlock.testing.HandlerRouter;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** Trailer fields of all clients together stay within the memory budget. */
final class TrailerMemoryTest {
    private static final int KIB = 1024;
    private static final int MEMORY = 128 * KIB;
    private static final String HEAD = "POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n";

    private final MemoryBudget budget = MemoryBudget.of(MEMORY);
    private final LoopState loop = new LoopState(
            new Service(
                    HandlerRouter.with()
                            .post(
                                    "/a",
                                    (request, response) -> TextCodec.write(
                                            response,
                                            String.valueOf(request.trailer("a")).length()),
                                    route -> route.consumes("*/*"))
                            .router(),
                    new Limits(8 * KIB, Limits.MAX_HEAD, 100, 0),
                    KIB,
                    new BodyPace(0, 0),
                    new InFlight(1000),
                    budget,
                    Retained.of(1),
                    new StreamLimits(1000, 0),
                    Runnable::run,
                    FormSettings.DEFAULT,
                    LoopClock.SYSTEM),
            Runnable::run);

    /** A client that sends its requests in pieces. */
    private final class Client {
        private final Inbound inbound = new Inbound(loop.input(), loop.arrays());
        private final Outbound outbound = new Outbound(UnpooledByteBufAllocator.DEFAULT);
        private final Http1Session session = new Http1Session(
                loop, inbound, outbound, InetSocketAddress.createUnresolved("client.test", 1), TestLoop.NO_LISTENER);

        Client send(String text) {
            for (int from = 0; from < text.length(); from += 16 * KIB) {
                String piece = text.substring(from, Math.min(text.length(), from + 16 * KIB));
                inbound.append(Unpooled.copiedBuffer(piece, ISO_8859_1));
                while (session.step()) {
                    // Each step may be followed by another one.
                }
                inbound.settle();
            }
            return this;
        }

        void close() {
            session.closed();
            inbound.release();
        }

        String answer() {
            return TestLoop.text(outbound);
        }
    }

    @Test
    void secondLargeSectionIsRefused() {
        String large = "a: " + "x".repeat(100 * KIB);
        // One exchange at a time may exceed the budget.
        Client first = new Client().send(HEAD + large + "x".repeat(100 * KIB));
        Client second = new Client().send(HEAD + large);
        assertThat(first.answer()).isEmpty();
        assertThat(second.answer()).startsWith("HTTP/1.1 503 ");
        assertThat(first.send("\r\n\r\n").answer()).endsWith("\r\n\r\n" + 200 * KIB);
        second.close();
        first.close();
        assertThat(budget.heap().used()).isEqualTo(0);
    }
}
