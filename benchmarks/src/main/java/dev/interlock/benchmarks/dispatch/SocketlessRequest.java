package dev.interlock.benchmarks.dispatch;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.http.HttpServerRequestInternal;
import io.vertx.core.internal.http.HttpServerRequestWrapper;
import io.vertx.core.net.HostAndPort;

/**
 * A Vert.x request with a method, a path and an authority, and no connection behind it. It has what routing asks for; everything else
 * throws, as it wraps no other request, so that a version of Vert.x which asks for more is not measured with made-up answers.
 */
final class SocketlessRequest extends HttpServerRequestWrapper {
    private static final HostAndPort AUTHORITY = HostAndPort.create("localhost", 8080);

    private final HttpMethod method;
    private final String path;
    private final MultiMap parameters = MultiMap.caseInsensitiveMultiMap();

    @SuppressWarnings("NullAway")
    SocketlessRequest(HttpMethod method, String path) {
        super((HttpServerRequestInternal) null);
        this.method = method;
        this.path = path;
    }

    @Override
    public HttpMethod method() {
        return method;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public HostAndPort authority() {
        return AUTHORITY;
    }

    @Override
    public MultiMap params(boolean semicolonIsNormalChar) {
        return parameters;
    }

    @Override
    public HttpServerRequest routed(String route) {
        return this;
    }
}
