package dev.interlock.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.http.FormSettings;
import dev.interlock.http.RequestId;
import dev.interlock.http.Router;
import dev.interlock.http1.Limits;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.Executor;

/** Event loops without threads, for sessions without channels. */
final class TestLoop {
    static final SessionListener NO_LISTENER = new SessionListener() {
        @Override
        public void advanced() {
            // Tests step by themselves.
        }

        @Override
        public void broken() {
            throw new AssertionError("broken");
        }
    };

    private static final int MAX_PIPELINED = 64 * 1024;
    private static final long GRACE_NANOS = 1_000_000_000;

    private TestLoop() {}

    /** A loop that does at once what it is told to, with the default limits. */
    static LoopState of(Router router) {
        return of(router, 1000);
    }

    static LoopState of(Router router, int maxInFlight) {
        return of(router, maxInFlight, Runnable::run);
    }

    /** A loop whose tasks the test runs. */
    static LoopState of(Router router, Executor executor) {
        return of(router, 1000, executor);
    }

    private static LoopState of(Router router, int maxInFlight, Executor executor) {
        Service service = new Service(
                router,
                Limits.DEFAULT,
                MAX_PIPELINED,
                new BodyPace(1, GRACE_NANOS),
                new InFlight(maxInFlight),
                MemoryBudget.unlimited(),
                Retained.of(1),
                new StreamLimits(maxInFlight, 0),
                Runnable::run,
                FormSettings.DEFAULT,
                LoopClock.SYSTEM,
                RequestId.RANDOM);
        return new LoopState(service, executor);
    }

    /** What was put there since the last time. */
    static String text(Outbound outbound) {
        StringBuilder text = new StringBuilder();
        for (Object piece = outbound.next(); piece != null; piece = outbound.next()) {
            ByteBuf bytes = (ByteBuf) piece;
            text.append(bytes.toString(ISO_8859_1));
            bytes.release();
        }
        return text.toString();
    }
}
