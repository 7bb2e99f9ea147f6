package dev.interlock.http2;

import dev.interlock.http.Router;
import dev.interlock.server.HttpServer;
import dev.interlock.server.ServerBuilder;
import java.util.Map;

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

    /** Returns how often clients have violated a rule of HTTP/2, or -1 if there is no count for the rule. */
    static long violations(HttpServer server, String rule) {
        Map<String, Long> all = server.state().protocolViolations().getOrDefault("h2", Map.of());
        return all.getOrDefault(rule, -1L);
    }
}
