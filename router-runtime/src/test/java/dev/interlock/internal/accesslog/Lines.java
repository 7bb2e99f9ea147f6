package dev.interlock.internal.accesslog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.http.Protocol;
import dev.interlock.http.RequestHead;
import dev.interlock.http.RouteInfo;
import dev.interlock.internal.engine.LoopClock;
import dev.interlock.internal.message.ReceivedHead;
import dev.interlock.observe.AbortReason;
import dev.interlock.observe.ExchangeListener;
import dev.interlock.observe.ObservedConnection;
import dev.interlock.observe.ObservedExchange;
import dev.interlock.observe.RejectionReason;
import java.net.SocketAddress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Formats lines of given exchanges. */
final class Lines {
    /** Time of the start of each exchange. */
    static final Instant BEGUN = Instant.parse("2026-11-30T02:04:06.007Z");

    /** A route with a secret path. */
    static final RouteInfo RESET = RouteInfo.of(4, "GET", "/reset/{token}", "shop.Users.reset");

    private static final List<RouteInfo> ROUTES =
            List.of(RESET, RouteInfo.of(5, "GET", "/v1/orders/{id}", "shop.Orders.find"));
    private static final long BEGUN_NANOS = 5_000_000_000L;

    private final LineRing ring;
    private final LoopLog log;
    private final byte[] taken = new byte[LogWriter.CHUNK];

    private Lines(AccessLogOptions options) {
        LoopClock clock = new LoopClock() {
            @Override
            public long nanoTime() {
                return BEGUN_NANOS + 2_500_000;
            }

            @Override
            public long currentTimeMillis() {
                return BEGUN.toEpochMilli() + 3;
            }
        };
        ring = new LineRing(options.buffer());
        LogWriter writer = new LogWriter((lines, length) -> {}, new LogProblems(clock, "nothing"));
        log = new LoopLog(LineLayout.of(options, ROUTES), clock, ring, writer);
    }

    static AccessLogOptions options(LogFormat format, String fields) {
        List<LogField> list = fields.isEmpty() ? List.of() : LogField.listOf(fields);
        return new AccessLogOptions(format, "stdout", list, List.of("X-Shard-Key", "plan"), 0, 0, 65_536);
    }

    static Lines json(String fields) {
        return new Lines(options(LogFormat.JSON, fields));
    }

    static Lines combined(String fields) {
        return new Lines(options(LogFormat.COMBINED, fields));
    }

    /** Returns the line of a request with the status 200, without its line feed. */
    String of(String head, @Nullable RouteInfo route) {
        return of(head(head), route, new Exchange(route, 200), null);
    }

    String of(@Nullable RequestHead head, @Nullable RouteInfo route, Exchange exchange, @Nullable AbortReason reason) {
        Capture capture = head == null ? null : log.capture(head, route, null);
        log.write(exchange, log.client("192.0.2.7"), capture, reason);
        int length = ring.take(taken);
        String line = new String(taken, 0, length, ISO_8859_1);
        if (!line.endsWith("\n") || line.indexOf('\n') < line.length() - 1) {
            throw new AssertionError("not one line: " + line);
        }
        return line.substring(0, line.length() - 1);
    }

    /** Returns a head. Splits the text without any check of its bytes. */
    static ReceivedHead head(String text) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        ReceivedHead head = new ReceivedHead();
        head.reset(bytes);
        String[] lines = text.split("\r\n", -1);
        int target = lines[0].indexOf(' ') + 1;
        int targetTo = lines[0].lastIndexOf(' ');
        int query = lines[0].indexOf('?');
        boolean hasQuery = query >= 0 && query < targetTo;
        head.method(0, target - 1);
        head.target(target, targetTo);
        head.path(target, hasQuery ? query : targetTo);
        if (hasQuery) {
            head.query(query + 1, targetTo);
        }
        head.protocol(lines[0].endsWith("0") ? Protocol.HTTP_1_0 : Protocol.HTTP_1_1);
        int at = lines[0].length() + 2;
        for (int i = 1; i < lines.length && !lines[i].isEmpty(); i++) {
            int colon = lines[i].indexOf(": ");
            head.addField(at, at + colon, at + colon + 2, at + lines[i].length());
            if (lines[i].startsWith("Host: ")) {
                head.authority(at + colon + 2, at + lines[i].length());
            }
            at += lines[i].length() + 2;
        }
        return head;
    }

    /** An exchange that began at {@link #BEGUN}. Its first byte was sent after 1.2 ms, and its last after 2.3 ms. */
    record Exchange(@Nullable RouteInfo route, int status) implements ObservedExchange {
        @Override
        public ObservedConnection connection() {
            throw new UnsupportedOperationException();
        }

        @Override
        public RequestHead head() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean hasHead() {
            return true;
        }

        @Override
        public @Nullable RejectionReason rejection() {
            return null;
        }

        @Override
        public @Nullable String forwardedAuthority() {
            return null;
        }

        @Override
        public String scheme() {
            return "http";
        }

        @Override
        public @Nullable Throwable failure() {
            return null;
        }

        @Override
        public SocketAddress clientAddress() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean timedOut() {
            return false;
        }

        @Override
        public long requestBytes() {
            return 567;
        }

        @Override
        public long responseBytes() {
            return status == 0 ? 0 : 1234;
        }

        @Override
        public long begunNanos() {
            return BEGUN_NANOS;
        }

        @Override
        public long firstByteNanos() {
            return status == 0 ? 0 : BEGUN_NANOS + 1_200_000;
        }

        @Override
        public long lastByteNanos() {
            return BEGUN_NANOS + 2_300_000;
        }

        @Override
        public @Nullable Object attachment(ExchangeListener listener) {
            return null;
        }

        @Override
        public void attach(ExchangeListener listener, @Nullable Object attachment) {}
    }
}
