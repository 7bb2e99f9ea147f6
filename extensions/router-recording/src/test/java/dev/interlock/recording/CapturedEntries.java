package dev.interlock.recording;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.http.RouteInfo;
import dev.interlock.observe.ObservedBytes;
import dev.interlock.observe.ObservedConnection;
import dev.interlock.observe.ObservedExchange;
import dev.interlock.recording.redact.Redactor;
import dev.interlock.recording.segment.SegmentWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Captures exchanges as an event loop does, without a server. */
final class CapturedEntries {
    private static final byte[] KEY = new byte[32];

    final RecordingOptions options = new RecordingOptions(Path.of("unused"));
    private final List<RouteInfo> routes;
    private final Policies policies;
    private final ExchangeRing ring = new ExchangeRing(options.ringBytes);
    private final LoopRecorder loop;
    private final ObservedConnection connection = proxy(ObservedConnection.class, (self, method, arguments) -> null);
    private long sequence;
    private @Nullable TextHead head;
    private int status;

    private final ObservedExchange exchange =
            proxy(ObservedExchange.class, (self, method, arguments) -> switch (method.getName()) {
                case "connection" -> connection;
                case "hasHead" -> true;
                case "timedOut" -> false;
                case "head" -> head;
                case "scheme" -> "http";
                case "status" -> status;
                case "begunNanos" -> 1_000_000_000L + sequence;
                case "firstByteNanos" -> 1_000_020_000L + sequence;
                case "lastByteNanos" -> 1_000_030_000L + sequence;
                default -> null;
            });

    CapturedEntries(List<RouteInfo> routes) {
        this.routes = routes;
        policies = new Policies(options, routes);
        SegmentHeader header = new SegmentHeader("", "", 0);
        SegmentWriter files = new SegmentWriter(options.directory, "unused", 0, options.limits(), header);
        // The thread of the writer is not started.
        loop = new LoopRecorder(options, ring, new RecordWriter(files, newEncoder(), header, 1024), 1);
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    ExchangeEncoder newEncoder() {
        return new ExchangeEncoder(policies, new Redactor(options.redaction.rules(), KEY, routes));
    }

    /**
     * Returns the entry of an exchange, with room after it.
     *
     * @param fields fields of the response; their path and query are not used
     */
    byte[] entry(
            long client,
            @Nullable RouteInfo route,
            TextHead request,
            int responseStatus,
            TextHead fields,
            String body) {
        head = request;
        status = responseStatus;
        Capture capture = loop.begin(exchange, policies.of(route), client, sequence++);
        if (capture == null) {
            throw new IllegalStateException("not sampled");
        }
        loop.responseFields(exchange, capture, fields);
        loop.responseBody(exchange, capture, part(body));
        loop.end(exchange, capture, null);
        byte[] entry = new byte[64 * 1024];
        ring.take(entry, ring.nextLength());
        return entry;
    }

    private static ObservedBytes part(String text) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        return new ObservedBytes() {
            @Override
            public int length() {
                return bytes.length;
            }

            @Override
            public void copyTo(int from, byte[] into, int at, int count) {
                System.arraycopy(bytes, from, into, at, count);
            }
        };
    }
}
