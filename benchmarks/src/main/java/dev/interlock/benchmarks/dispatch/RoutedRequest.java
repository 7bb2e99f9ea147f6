package dev.interlock.benchmarks.dispatch;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.http.HttpServerRequestInternal;
import io.vertx.core.internal.http.HttpServerRequestWrapper;
import io.vertx.core.net.HostAndPort;

/**
 * A Vert.x request with a separate method, path and authority for the router to read. Delegates everything else to
 * another request.
 */
final class RoutedRequest extends HttpServerRequestWrapper {
    private static final HostAndPort AUTHORITY = HostAndPort.create("localhost", 8080);

    private final HttpMethod method;
    private final String path;
    private final MultiMap parameters = MultiMap.caseInsensitiveMultiMap();

    /**
     * Creates a request from another request.
     * @param other request that a server received, so that it has a connection
     */
    RoutedRequest(HttpServerRequestInternal other, HttpMethod method, String path) {
        super(other);
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
