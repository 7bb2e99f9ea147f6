package dev.interlock.peers.helidon;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.interlock.peers.common.Shop;
import dev.interlock.peers.common.ShopRoute;
import io.helidon.common.configurable.Resource;
import io.helidon.common.pki.Keys;
import io.helidon.common.tls.Tls;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.file.Path;

/** Serves the shop with Helidon SE, on virtual threads. */
public final class HelidonPeer extends Shop<ServerRequest> {
    private static final Header TEXT_TYPE = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, TEXT);
    private static final Header PROTOBUF_TYPE = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, PROTOBUF);

    public static void main(String[] arguments) {
        HttpRouting.Builder routes = HttpRouting.builder();
        HelidonPeer shop = new HelidonPeer();
        for (ShopRoute route : ShopRoute.all()) {
            routes.route(Method.create(route.method()), route.template(), shop.handler(route));
        }
        String h2cPort = System.getenv("H2C_PORT");
        if (h2cPort != null) {
            server(h2cPort, routes).build().start();
            server(System.getenv("TLS_PORT"), routes).tls(tls()).build().start();
        }
        server(arguments[0], routes).build().start();
    }

    private static WebServerConfig.Builder server(String port, HttpRouting.Builder routes) {
        return WebServer.builder()
                .host("127.0.0.1")
                .port(Integer.parseInt(port))
                .routing(routes);
    }

    private static Tls tls() {
        Keys keys = Keys.builder()
                .pem(pem -> pem.key(Resource.create(Path.of(System.getenv("TLS_KEY"))))
                        .certChain(Resource.create(Path.of(System.getenv("TLS_CERTIFICATE")))))
                .build();
        return Tls.builder()
                .privateKey(keys.privateKey().orElseThrow())
                .privateKeyCertChain(keys.certChain())
                .build();
    }

    private Handler handler(ShopRoute route) {
        return switch (route.kind()) {
            case TEXT -> (request, response) -> text(response, route.text());
            case NUMBER -> (request, response) -> text(response, number(route, request));
            case RECEIPT -> (request, response) -> message(response, receipt(route, request));
            case ORDER -> (request, response) -> order(route, request, response);
            case NOTHING ->
                (request, response) -> {
                    sum(route, request);
                    response.status(Status.NO_CONTENT_204).send();
                };
        };
    }

    private void order(ShopRoute route, ServerRequest request, ServerResponse response) {
        try {
            byte[] receipt = order(route, request, request.content().as(byte[].class));
            message(response.status(Status.CREATED_201), receipt);
        } catch (InvalidProtocolBufferException e) {
            response.status(Status.BAD_REQUEST_400).send();
        }
    }

    private static void text(ServerResponse response, String text) {
        response.header(TEXT_TYPE).send(text);
    }

    private static void message(ServerResponse response, byte[] message) {
        response.header(PROTOBUF_TYPE).send(message);
    }

    @Override
    protected String path(ServerRequest request, String name) {
        return request.path().pathParameters().get(name);
    }

    @Override
    protected String query(ServerRequest request, String name) {
        return request.query().get(name);
    }
}
