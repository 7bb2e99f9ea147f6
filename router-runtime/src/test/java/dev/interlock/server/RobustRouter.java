package dev.interlock.server;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.filter.Decompression;
import dev.interlock.http.Execution;
import dev.interlock.http.FieldNames;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.testing.Repeated;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Routes that take time or many bytes. Handwritten, but similar to generated code. */
public final class RobustRouter extends PlainRouter {
    /** Size of the bodies of /large and /stream, in bytes. */
    private static final int LARGE_BYTES = 8 * 1024 * 1024;

    /** Size of each piece of the /stream body, in bytes. */
    private static final int PIECE_BYTES = 16 * 1024;

    /** Size of the /copied body, in bytes. */
    private static final int COPIED_BYTES = 1024 * 1024;

    /** The largest body that /count takes. */
    static final int COUNTED_BYTES = 32 * 1024 * 1024;

    /** The largest body that /text takes. */
    static final int TEXT_BYTES = 10;

    private static final int HELLO = 0;
    private static final int ECHO = 1;
    private static final int COUNT = 2;
    private static final int LARGE = 3;
    private static final int COPIED = 4;
    private static final int LATER = 5;
    private static final int BLOCKING = 6;
    private static final int STREAM = 7;
    private static final int UPLOAD = 8;
    private static final int HEALTH = 9;
    private static final int TEXT = 10;
    private static final int NEVER = 11;
    private static final int SMUGGLED = 12;
    private static final int GATED = 13;
    private static final int SLOW_HEALTH = 14;
    private static final int STORED = 15;
    private static final int DECODED = 16;

    private static final FieldNames PARTS = FieldNames.of("file");
    private static final int FORM = 17;

    private static final FieldNames FIELDS = FieldNames.of("a");

    private static final List<RouteInfo> ROUTES = List.of(
            RouteInfo.of(HELLO, "GET", "/hello", "test.Handlers.hello"),
            RouteInfo.of(ECHO, "POST", "/echo", "test.Handlers.echo").consumes("*/*"),
            RouteInfo.of(COUNT, "POST", "/count", "test.Handlers.count")
                    .consumes("*/*")
                    .maxBody(COUNTED_BYTES),
            RouteInfo.of(LARGE, "GET", "/large", "test.Handlers.large"),
            RouteInfo.of(COPIED, "GET", "/copied", "test.Handlers.copied"),
            RouteInfo.of(LATER, "GET", "/later", "test.Handlers.later").execution(Execution.ASYNCHRONOUS),
            RouteInfo.of(BLOCKING, "GET", "/blocking", "test.Handlers.blocking").execution(Execution.BLOCKING),
            RouteInfo.of(STREAM, "GET", "/stream", "test.Handlers.stream").execution(Execution.ASYNCHRONOUS),
            RouteInfo.of(UPLOAD, "POST", "/upload", "test.Handlers.upload")
                    .consumes("*/*")
                    .maxBody(COUNTED_BYTES)
                    .execution(Execution.BLOCKING)
                    .streamedBody(true),
            RouteInfo.of(HEALTH, "GET", "/health", "test.Handlers.health").essential(true),
            RouteInfo.of(TEXT, "POST", "/text", "test.Handlers.text")
                    .consumes("text/plain")
                    .maxBody(TEXT_BYTES),
            RouteInfo.of(NEVER, "GET", "/never", "test.Handlers.never").execution(Execution.ASYNCHRONOUS),
            RouteInfo.of(SMUGGLED, "GET", "/smuggled", "test.Handlers.smuggled"),
            RouteInfo.of(GATED, "GET", "/gated", "test.Handlers.gated").execution(Execution.ASYNCHRONOUS),
            RouteInfo.of(SLOW_HEALTH, "GET", "/slow-health", "test.Handlers.slowHealth")
                    .execution(Execution.BLOCKING)
                    .essential(true),
            RouteInfo.of(STORED, "POST", "/stored", "test.Handlers.stored")
                    .consumes("multipart/form-data")
                    .execution(Execution.BLOCKING)
                    .streamedBody(true)
                    .storedBody(true),
            RouteInfo.of(DECODED, "POST", "/decoded", "test.Handlers.decoded")
                    .consumes("*/*")
                    .execution(Execution.ASYNCHRONOUS)
                    .decodesBody(true),
            RouteInfo.of(FORM, "POST", "/form", "test.Handlers.form")
                    .consumes("application/x-www-form-urlencoded")
                    .execution(Execution.ASYNCHRONOUS));

    private static final Executor AFTER_A_WHILE = CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS);

    private final ByteBuf large = Unpooled.wrappedBuffer(ByteBuffer.allocateDirect(LARGE_BYTES));
    private final byte[] copied = new byte[COPIED_BYTES];

    /** Number of requests for which a handler was called. */
    final AtomicInteger calls = new AtomicInteger();

    /** Number of requests for /smuggled, which clients send only within bodies. */
    final AtomicInteger smuggled = new AtomicInteger();

    /** Stage for which the handler of /gated waits. */
    final CompletableFuture<String> gate = new CompletableFuture<>();

    public RobustRouter() {
        super(TrailingSlash.STRICT, ROUTES);
    }

    @Override
    public void handle(int route, Request request, Response response) throws Exception {
        calls.incrementAndGet();
        switch (route) {
            case HELLO -> response.body().append("hello");
            case ECHO, TEXT -> response.body().append(request.body());
            case COUNT -> response.body().append(String.valueOf(request.body().length()));
            case LARGE -> response.buffer(large.retainedDuplicate());
            case COPIED -> response.bytes(copied, 0, COPIED_BYTES);
            case LATER -> response.await(later("later"), RobustRouter::text);
            case FORM ->
                response.await(later(String.valueOf(request.form(FIELDS).count(0))), RobustRouter::text);
            case BLOCKING -> {
                TimeUnit.MILLISECONDS.sleep(300);
                response.body().append("blocking");
            }
            case STREAM -> response.stream(new Repeated<>(LARGE_BYTES / PIECE_BYTES, RobustRouter::piece));
            case UPLOAD ->
                response.body()
                        .append(String.valueOf(drained(request.streamedBody().inputStream())));
            case HEALTH, SLOW_HEALTH -> response.body().append("well");
            case NEVER -> response.await(new CompletableFuture<>(), RobustRouter::text);
            case SMUGGLED -> smuggled.incrementAndGet();
            case STORED ->
                response.body()
                        .append(String.valueOf(request.parts(PARTS).all(0).size()));
            case DECODED -> {
                Decompression.standard().before(request, response);
                response.await(new CompletableFuture<>(), RobustRouter::text);
            }
            case GATED -> response.await(gate, RobustRouter::text);
            default -> throw unknownRoute(route);
        }
    }

    private static CompletableFuture<String> later(String value) {
        return CompletableFuture.supplyAsync(() -> value, AFTER_A_WHILE);
    }

    private static ByteBuf piece() {
        return ByteBufAllocator.DEFAULT.buffer(PIECE_BYTES).writeZero(PIECE_BYTES);
    }

    private static void text(Response response, String value) {
        response.body().append(value);
    }

    private static long drained(InputStream in) throws IOException {
        try (in) {
            byte[] some = new byte[8192];
            long total = 0;
            for (int count = in.read(some); count >= 0; count = in.read(some)) {
                total += count;
            }
            return total;
        }
    }
}
