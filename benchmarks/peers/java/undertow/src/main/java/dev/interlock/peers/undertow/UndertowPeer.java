package dev.interlock.peers.undertow;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.interlock.peers.common.Shop;
import dev.interlock.peers.common.ShopRoute;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RoutingHandler;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.nio.ByteBuffer;

/** Serves the shop with Undertow. */
public final class UndertowPeer extends Shop<HttpServerExchange> {
    public static void main(String[] arguments) {
        RoutingHandler routes = Handlers.routing();
        UndertowPeer shop = new UndertowPeer();
        for (ShopRoute route : ShopRoute.all()) {
            routes.add(route.method(), route.template(), shop.handler(route));
        }
        Undertow.builder()
                .addHttpListener(Integer.parseInt(arguments[0]), "127.0.0.1")
                .setHandler(routes)
                .build()
                .start();
    }

    private HttpHandler handler(ShopRoute route) {
        return switch (route.kind()) {
            case TEXT -> exchange -> text(exchange, route.text());
            case NUMBER -> exchange -> text(exchange, number(route, exchange));
            case RECEIPT -> exchange -> message(exchange, receipt(route, exchange));
            case ORDER ->
                exchange -> exchange.getRequestReceiver()
                        .receiveFullBytes((received, body) -> answer(route, received, body));
            case NOTHING ->
                exchange -> {
                    sum(route, exchange);
                    exchange.setStatusCode(StatusCodes.NO_CONTENT).endExchange();
                };
        };
    }

    private void answer(ShopRoute route, HttpServerExchange exchange, byte[] body) {
        try {
            byte[] receipt = order(route, exchange, body);
            message(exchange.setStatusCode(StatusCodes.CREATED), receipt);
        } catch (InvalidProtocolBufferException e) {
            exchange.setStatusCode(StatusCodes.BAD_REQUEST).endExchange();
        }
    }

    private static void text(HttpServerExchange exchange, String text) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, TEXT);
        exchange.getResponseSender().send(text);
    }

    private static void message(HttpServerExchange exchange, byte[] message) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, PROTOBUF);
        exchange.getResponseSender().send(ByteBuffer.wrap(message));
    }

    /** Reads a query parameter, because Undertow adds the path parameters to the query parameters. */
    @Override
    protected String path(HttpServerExchange exchange, String name) {
        return exchange.getQueryParameters().get(name).getFirst();
    }

    @Override
    protected String query(HttpServerExchange exchange, String name) {
        return exchange.getQueryParameters().get(name).getFirst();
    }
}
