package dev.interlock.http2;

import dev.interlock.http.Router;
import dev.interlock.server.HttpServer;
import dev.interlock.server.ServerBuilder;

/** Servers for tests, on a free port of this machine. */
final class Http2Servers {
    private Http2Servers() {}

    static HttpServer start(Router router) {
        return builder(router).protocol(Http2.protocol()).start();
    }

    static ServerBuilder builder(Router router) {
        return HttpServer.builder(router)
                .host("127.0.0.1")
                .port(0)
                .overridable(false)
                .handleSignals(false)
                .eventLoopThreads(1);
    }
}
