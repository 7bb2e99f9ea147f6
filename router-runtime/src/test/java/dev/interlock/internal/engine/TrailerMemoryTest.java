package dev.interlock.internal.engine;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.generated.codec.Results;
import dev.interlock.http.Router;
import dev.interlock.internal.form.FormSettings;
import dev.interlock.internal.forwarding.TrustedProxies;
import dev.interlock.internal.http1.Http1;
import dev.interlock.internal.http1.Limits;
import dev.interlock.internal.message.RequestId;
import dev.interlock.internal.negotiate.RouteTable;
import dev.interlock.testing.HandlerRouter;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

/** Trailer fields of all clients together stay within the memory budget. */
final class TrailerMemoryTest {
    private static final int KIB = 1024;
    private static final int MEMORY = 128 * KIB;
    private static final String HEAD = "POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n";

    private final MemoryBudget budget = MemoryBudget.of(MEMORY, LoopClock.SYSTEM);
    private final Http1 protocol = new Http1(new Limits(8 * KIB, Limits.MAX_HEAD, 100, 0), KIB, true);
    private final Router router = HandlerRouter.with()
            .post(
                    "/a",
                    (request, response) -> Results.writeText(
                            response, String.valueOf(request.trailer("a")).length()),
                    route -> route.consumes("*/*"))
            .router();
    private final EngineLoop loop = new EngineLoop(
            new Service(
                    new RouteTable(router),
                    new HandlerCall(router),
                    0,
                    new BodyPace(0, 0),
                    new ConcurrencyLimit(1000),
                    budget,
                    Retained.of(1),
                    new ConcurrencyLimit(1000),
                    0,
                    Runnable::run,
                    ExchangeLimits.none(router),
                    FormSettings.DEFAULT,
                    TrustedProxies.NONE,
                    LoopClock.SYSTEM,
                    RequestId.RANDOM,
                    null),
            protocol,
            new Timeouts(Long.MAX_VALUE, Long.MAX_VALUE),
            Runnable::run,
            true);

    /** A client that sends its requests in pieces. */
    private final class Client {
        private final TestHost host = new TestHost(loop);
        private final Session session =
                protocol.on(loop.context(), loop.scratch()).open(host);

        Client send(String text) {
            for (int from = 0; from < text.length(); from += 16 * KIB) {
                String piece = text.substring(from, Math.min(text.length(), from + 16 * KIB));
                host.inbound.append(Unpooled.copiedBuffer(piece, ISO_8859_1));
                while (session.step()) {
                    // Continues with the next step.
                }
                host.inbound.settle();
            }
            return this;
        }

        void close() {
            session.closed();
            host.inbound.release();
        }

        String response() {
            return TestLoop.text(host.outbound);
        }
    }

    @Test
    void rejectsSecondLargeSection() {
        String large = "a: " + "x".repeat(100 * KIB);
        // One exchange at a time may exceed the budget.
        Client first = new Client().send(HEAD + large + "x".repeat(100 * KIB));
        Client second = new Client().send(HEAD + large);
        assertThat(first.response()).isEmpty();
        assertThat(second.response()).startsWith("HTTP/1.1 503 ");
        assertThat(first.send("\r\n\r\n").response()).endsWith("\r\n\r\n" + 200 * KIB);
        second.close();
        first.close();
        assertThat(budget.heap().used()).isEqualTo(0);
    }
}
