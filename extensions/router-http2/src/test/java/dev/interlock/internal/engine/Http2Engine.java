package dev.interlock.internal.engine;

import dev.interlock.http.Router;
import dev.interlock.http2.internal.flood.FloodLimits;
import dev.interlock.http2.internal.frame.FrameType;
import dev.interlock.http2.internal.frame.Preface;
import dev.interlock.http2.internal.head.HeadLimits;
import dev.interlock.http2.internal.session.Http2Counts;
import dev.interlock.http2.internal.session.Http2Protocol;
import dev.interlock.http2.internal.session.SessionSettings;
import dev.interlock.http2.internal.stream.LocalSettings;
import dev.interlock.internal.form.FormSettings;
import dev.interlock.internal.forwarding.TrustedProxies;
import dev.interlock.internal.http1.Limits;
import dev.interlock.internal.message.RequestId;
import dev.interlock.internal.negotiate.RouteTable;
import io.netty.buffer.Unpooled;
import java.util.concurrent.TimeUnit;

/** Connection of HTTP/2 without a socket. The test sends bytes, and sets the time. */
final class Http2Engine implements LoopClock {
    static final int KIB = 1024;
    /** Time limit of a head, and of a wait without progress. */
    static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final SessionSettings SETTINGS = new SessionSettings(
            LocalSettings.DEFAULT,
            1 << 20,
            4096,
            HeadLimits.DEFAULT,
            FloodLimits.DEFAULT,
            LIMIT_NANOS,
            LIMIT_NANOS,
            false);

    final FaultyLink link = new FaultyLink();
    final MemoryBudget memory = MemoryBudget.of(64L * KIB * KIB, 1L << 32, 1L << 32);
    final Connection connection;
    private final EngineLoop loop;
    private long nanos = 1;

    /** Opens the connection. */
    Http2Engine(Router router) {
        Service service = new Service(
                new RouteTable(router),
                new HandlerCall(router),
                Limits.DEFAULT.body(),
                new BodyPace(0, 0),
                new ConcurrencyLimit(1000),
                memory,
                Retained.of(1),
                new ConcurrencyLimit(1000),
                0,
                Runnable::run,
                ExchangeLimits.none(router),
                FormSettings.DEFAULT,
                TrustedProxies.NONE,
                this,
                RequestId.RANDOM,
                null);
        loop = new EngineLoop(
                service,
                new Http2Protocol(SETTINGS, new Http2Counts()),
                new Timeouts(LIMIT_NANOS, LIMIT_NANOS),
                link.tasks::add,
                true);
        connection = loop.open(link);
        link.runTasks();
        send(Preface.bytes());
        send(FrameType.SETTINGS, 0, 0);
        send(FrameType.SETTINGS, 1, 0);
    }

    @Override
    public long nanoTime() {
        return nanos;
    }

    @Override
    public long currentTimeMillis() {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }

    /** Lets time pass, and checks the time limits. */
    void pass(long more) {
        nanos += more;
        connection.tick(nanos);
        link.runTasks();
        connection.flush();
    }

    /** Sends a frame. */
    void send(int type, int flags, int stream, byte... payload) {
        send(new byte[] {
            0, (byte) (payload.length >>> 8), (byte) payload.length, (byte) type, (byte) flags, 0, 0, 0, (byte) stream
        });
        send(payload);
    }

    private void send(byte[] bytes) {
        connection.read(Unpooled.wrappedBuffer(bytes));
        connection.flush();
        link.runTasks();
    }

    /** Returns whether the server has reset a stream since the last call. */
    boolean hasReset(int stream) {
        return link.text().contains("\0\0\4\3\0\0\0\0" + (char) stream);
    }
}
