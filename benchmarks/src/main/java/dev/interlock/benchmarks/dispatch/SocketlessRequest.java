package dev.interlock.benchmarks.dispatch;

import io.netty.handler.codec.DecoderResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpFrame;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.StreamPriority;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.http.HttpServerRequestInternal;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.NetSocket;
import java.util.Set;

/**
 * A Vert.x request with a method, a path and an authority, and no connection behind it. It has what routing asks for; everything else
 * throws, so that a version of Vert.x which asks for more is not measured with made-up answers.
 */
final class SocketlessRequest extends HttpServerRequestInternal {
    private static final HostAndPort AUTHORITY = HostAndPort.create("localhost", 8080);

    private final HttpMethod method;
    private final String path;
    private final MultiMap parameters = MultiMap.caseInsensitiveMultiMap();

    SocketlessRequest(HttpMethod method, String path) {
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

    private static UnsupportedOperationException notThere() {
        return new UnsupportedOperationException("Routing alone is measured: there is no connection");
    }

    @Override
    public HttpServerRequest exceptionHandler(Handler<Throwable> handler) {
        throw notThere();
    }

    @Override
    public HttpServerRequest handler(Handler<Buffer> handler) {
        throw notThere();
    }

    @Override
    public HttpServerRequest pause() {
        throw notThere();
    }

    @Override
    public HttpServerRequest resume() {
        throw notThere();
    }

    @Override
    public HttpServerRequest fetch(long amount) {
        throw notThere();
    }

    @Override
    public HttpServerRequest endHandler(Handler<Void> handler) {
        throw notThere();
    }

    @Override
    public HttpVersion version() {
        throw notThere();
    }

    @Override
    public String scheme() {
        throw notThere();
    }

    @Override
    public HostAndPort authority(boolean real) {
        throw notThere();
    }

    @Override
    public long bytesRead() {
        throw notThere();
    }

    @Override
    public HttpServerResponse response() {
        throw notThere();
    }

    @Override
    public HttpServerRequest setParamsCharset(String charset) {
        throw notThere();
    }

    @Override
    public String getParamsCharset() {
        throw notThere();
    }

    @Override
    public String uri() {
        throw notThere();
    }

    @Override
    public String query() {
        throw notThere();
    }

    @Override
    public MultiMap headers() {
        throw notThere();
    }

    @Override
    public String absoluteURI() {
        throw notThere();
    }

    @Override
    public Future<Buffer> body() {
        throw notThere();
    }

    @Override
    public Future<Void> end() {
        throw notThere();
    }

    @Override
    public Future<NetSocket> toNetSocket() {
        throw notThere();
    }

    @Override
    public HttpServerRequest setExpectMultipart(boolean expect) {
        throw notThere();
    }

    @Override
    public boolean isExpectMultipart() {
        throw notThere();
    }

    @Override
    public HttpServerRequest uploadHandler(Handler<HttpServerFileUpload> handler) {
        throw notThere();
    }

    @Override
    public MultiMap formAttributes() {
        throw notThere();
    }

    @Override
    public String getFormAttribute(String name) {
        throw notThere();
    }

    @Override
    public Future<ServerWebSocket> toWebSocket() {
        throw notThere();
    }

    @Override
    public boolean isEnded() {
        throw notThere();
    }

    @Override
    public HttpServerRequest customFrameHandler(Handler<HttpFrame> handler) {
        throw notThere();
    }

    @Override
    public HttpConnection connection() {
        throw notThere();
    }

    @Override
    public HttpServerRequest streamPriorityHandler(Handler<StreamPriority> handler) {
        throw notThere();
    }

    @Override
    public DecoderResult decoderResult() {
        throw notThere();
    }

    @Override
    public Cookie getCookie(String name) {
        throw notThere();
    }

    @Override
    public Cookie getCookie(String name, String domain, String path) {
        throw notThere();
    }

    @Override
    public Set<Cookie> cookies(String name) {
        throw notThere();
    }

    @Override
    public Set<Cookie> cookies() {
        throw notThere();
    }

    @Override
    public ContextInternal context() {
        throw notThere();
    }

    @Override
    public Object metric() {
        throw notThere();
    }
}
