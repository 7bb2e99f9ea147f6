package dev.interlock.peers.activej;

import dev.interlock.peers.common.Shop;
import dev.interlock.peers.common.ShopRoute;
import io.activej.eventloop.Eventloop;
import io.activej.http.AsyncServlet;
import io.activej.http.HttpHeaderValue;
import io.activej.http.HttpHeaders;
import io.activej.http.HttpMethod;
import io.activej.http.HttpRequest;
import io.activej.http.HttpResponse;
import io.activej.http.HttpServer;
import io.activej.http.RoutingServlet;
import io.activej.promise.Promise;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Serves the shop with ActiveJ HTTP, on one event loop. */
public final class ActiveJPeer extends Shop<HttpRequest> {
    private static final HttpHeaderValue TEXT_TYPE = HttpHeaderValue.of(TEXT);
    private static final HttpHeaderValue PROTOBUF_TYPE = HttpHeaderValue.of(PROTOBUF);
    private static final int NO_CONTENT = 204;

    public static void main(String[] arguments) throws IOException {
        Eventloop eventloop = Eventloop.builder().withCurrentThread().build();
        RoutingServlet.Builder routes = RoutingServlet.builder(eventloop);
        ActiveJPeer shop = new ActiveJPeer();
        for (ShopRoute route : ShopRoute.all()) {
            routes.with(HttpMethod.valueOf(route.method()), route.colonTemplate(), shop.servlet(route));
        }
        HttpServer.builder(eventloop, routes.build())
                .withListenAddress(new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[0])))
                .build()
                .listen();
        eventloop.run();
    }

    private AsyncServlet servlet(ShopRoute route) {
        return switch (route.kind()) {
            case TEXT -> request -> text(route.text());
            case NUMBER -> request -> text(number(route, request));
            case RECEIPT -> request -> message(HttpResponse.ok200(), receipt(route, request));
            case ORDER ->
                request -> request.loadBody().then(body -> {
                    return message(HttpResponse.ok201(), order(route, request, body.getArray()));
                });
            case NOTHING ->
                request -> {
                    sum(route, request);
                    return HttpResponse.ofCode(NO_CONTENT).toPromise();
                };
        };
    }

    private static Promise<HttpResponse> text(String text) {
        return HttpResponse.ok200()
                .withHeader(HttpHeaders.CONTENT_TYPE, TEXT_TYPE)
                .withBody(text)
                .toPromise();
    }

    private static Promise<HttpResponse> message(HttpResponse.Builder response, byte[] message) {
        return response.withHeader(HttpHeaders.CONTENT_TYPE, PROTOBUF_TYPE)
                .withBody(message)
                .toPromise();
    }

    @Override
    protected String path(HttpRequest request, String name) {
        return request.getPathParameter(name);
    }

    @Override
    protected String query(HttpRequest request, String name) {
        return request.getQueryParameter(name);
    }
}
