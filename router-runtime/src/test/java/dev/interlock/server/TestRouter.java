package dev.interlock.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.http.HttpException;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A few handwritten routes, similar to generated code. */
public final class TestRouter extends PlainRouter {
    public static final int LARGE_BYTES = 1024 * 1024;

    private static final int HELLO = 0;
    private static final int ECHO = 1;
    private static final int TEXT = 2;
    private static final int THROW = 3;
    private static final int GONE = 4;
    private static final int WAIT = 5;
    private static final int LARGE = 6;
    private static final int ERROR = 7;

    private static final List<RouteInfo> ROUTES = List.of(
            RouteInfo.of(HELLO, "GET", "/hello", "test.Handlers.hello"),
            RouteInfo.of(ECHO, "POST", "/echo", "test.Handlers.echo").consumes("*/*"),
            RouteInfo.of(TEXT, "POST", "/text", "test.Handlers.text")
                    .consumes("text/plain")
                    .produces("text/plain")
                    .maxBody(10),
            RouteInfo.of(THROW, "GET", "/throw", "test.Handlers.fail"),
            RouteInfo.of(GONE, "GET", "/gone", "test.Handlers.gone"),
            RouteInfo.of(WAIT, "GET", "/wait", "test.Handlers.waitForIt"),
            RouteInfo.of(LARGE, "GET", "/large", "test.Handlers.large"),
            RouteInfo.of(ERROR, "POST", "/error", "test.Handlers.error"));

    private final byte[] large = new byte[LARGE_BYTES];

    /** Latch that the handler of /wait counts down. */
    public final CountDownLatch waiting = new CountDownLatch(1);
    /** Latch for which the handler of /wait waits. */
    public final CountDownLatch goOn = new CountDownLatch(1);

    /** Number of calls of the handler of /large. */
    final AtomicInteger largeResponses = new AtomicInteger();

    public TestRouter() {
        super(TrailingSlash.REDIRECT, ROUTES);
    }

    @Override
    public int match(int method, byte[] bytes, int from, int to, RequestPath path) {
        String text = new String(bytes, from, to - from, ISO_8859_1);
        if (text.contains("%zz")) {
            return BAD_PATH;
        }
        return super.match(method, bytes, from, to, path);
    }

    @Override
    public void handle(int route, Request request, Response response) throws Exception {
        switch (route) {
            case HELLO -> response.contentType("text/plain").body().append("hello");
            case ECHO, TEXT -> response.body().append(request.body());
            case THROW -> throw new IllegalStateException("a secret");
            case GONE -> throw new HttpException(410, "it was here").header("x-since", "1999");
            case WAIT -> {
                waiting.countDown();
                goOn.await();
                response.body().append("waited");
            }
            case LARGE -> {
                largeResponses.incrementAndGet();
                response.body().append(large);
            }
            case ERROR -> throw new StackOverflowError();
            default -> throw unknownRoute(route);
        }
    }
}
