package dev.interlock.peers.vertx;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.interlock.peers.common.Shop;
import dev.interlock.peers.common.ShopRoute;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

/** Serves the shop with Vert.x Web, on epoll. TLS uses BoringSSL. */
public final class VertxPeer extends Shop<RoutingContext> {
    private static final int CREATED = 201;
    private static final int NO_CONTENT = 204;
    private static final int BAD_REQUEST = 400;

    public static void main(String[] arguments) throws Exception {
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        Router router = Router.router(vertx);
        VertxPeer shop = new VertxPeer();
        for (ShopRoute route : ShopRoute.all()) {
            Route registered = router.route(HttpMethod.valueOf(route.method()), route.colonTemplate());
            if (route.kind() == ShopRoute.Kind.ORDER) {
                registered.handler(BodyHandler.create(false));
            }
            registered.handler(context -> shop.handle(route, context));
        }
        String h2cPort = System.getenv("H2C_PORT");
        if (h2cPort != null) {
            listen(vertx, router, new HttpServerOptions(), h2cPort);
            listen(vertx, router, tls(), System.getenv("TLS_PORT"));
        }
        listen(vertx, router, new HttpServerOptions(), arguments[0]);
    }

    private static void listen(Vertx vertx, Router router, HttpServerOptions options, String port) throws Exception {
        vertx.createHttpServer(options)
                .requestHandler(router)
                .listen(Integer.parseInt(port), "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
    }

    private static HttpServerOptions tls() {
        return new HttpServerOptions()
                .setSsl(true)
                .setUseAlpn(true)
                .setSslEngineOptions(new OpenSSLEngineOptions())
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertPath(System.getenv("TLS_CERTIFICATE"))
                        .setKeyPath(System.getenv("TLS_KEY")));
    }

    private void handle(ShopRoute route, RoutingContext context) {
        try {
            switch (route.kind()) {
                case TEXT -> text(context, route.text());
                case NUMBER -> text(context, number(route, context));
                case RECEIPT -> message(context, receipt(route, context));
                case ORDER -> {
                    context.response().setStatusCode(CREATED);
                    Buffer body = context.body().buffer();
                    message(context, order(route, context, body == null ? new byte[0] : body.getBytes()));
                }
                case NOTHING -> {
                    sum(route, context);
                    context.response().setStatusCode(NO_CONTENT).end();
                }
            }
        } catch (NumberFormatException | InvalidProtocolBufferException e) {
            context.fail(BAD_REQUEST);
        }
    }

    private static void text(RoutingContext context, String text) {
        context.response().putHeader(HttpHeaders.CONTENT_TYPE, TEXT).end(text);
    }

    private static void message(RoutingContext context, byte[] message) {
        context.response().putHeader(HttpHeaders.CONTENT_TYPE, PROTOBUF).end(Buffer.buffer(message));
    }

    @Override
    protected String path(RoutingContext context, String name) {
        return context.pathParam(name);
    }

    @Override
    protected String query(RoutingContext context, String name) {
        return context.request().getParam(name);
    }
}
