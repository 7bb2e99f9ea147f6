package dev.interlock.peers.armeria;

import com.google.protobuf.InvalidProtocolBufferException;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.Route;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.interlock.peers.common.Shop;
import dev.interlock.peers.common.ShopRoute;
import java.io.File;
import java.net.InetSocketAddress;

/** Serves the shop with Armeria. */
public final class ArmeriaPeer extends Shop<ServiceRequestContext> {
    /**
     * Passes the media types as strings, because Armeria writes a {@code MediaType} with a space after the semicolon.
     */
    private static final ResponseHeaders TEXT_HEAD =
            ResponseHeaders.of(HttpStatus.OK, HttpHeaderNames.CONTENT_TYPE, TEXT);

    private static final ResponseHeaders MESSAGE_HEAD =
            ResponseHeaders.of(HttpStatus.OK, HttpHeaderNames.CONTENT_TYPE, PROTOBUF);
    private static final ResponseHeaders CREATED_HEAD =
            ResponseHeaders.of(HttpStatus.CREATED, HttpHeaderNames.CONTENT_TYPE, PROTOBUF);

    public static void main(String[] arguments) {
        ServerBuilder server = Server.builder().http(address(arguments[0]));
        String h2cPort = System.getenv("H2C_PORT");
        if (h2cPort != null) {
            server.http(address(h2cPort))
                    .https(address(System.getenv("TLS_PORT")))
                    .tls(new File(System.getenv("TLS_CERTIFICATE")), new File(System.getenv("TLS_KEY")));
        }
        ArmeriaPeer shop = new ArmeriaPeer();
        for (ShopRoute route : ShopRoute.all()) {
            Route registered = Route.builder()
                    .path(route.template())
                    .methods(HttpMethod.valueOf(route.method()))
                    .build();
            server.service(registered, shop.service(route));
        }
        server.build().start().join();
    }

    private static InetSocketAddress address(String port) {
        return new InetSocketAddress("127.0.0.1", Integer.parseInt(port));
    }

    private HttpService service(ShopRoute route) {
        return switch (route.kind()) {
            case TEXT -> (context, request) -> HttpResponse.of(TEXT_HEAD, HttpData.ofUtf8(route.text()));
            case NUMBER -> (context, request) -> HttpResponse.of(TEXT_HEAD, HttpData.ofUtf8(number(route, context)));
            case RECEIPT -> (context, request) -> HttpResponse.of(MESSAGE_HEAD, HttpData.wrap(receipt(route, context)));
            case ORDER ->
                (context, request) ->
                        HttpResponse.of(request.aggregate().thenApply(body -> order(route, context, body)));
            case NOTHING ->
                (context, request) -> {
                    sum(route, context);
                    return HttpResponse.of(HttpStatus.NO_CONTENT);
                };
        };
    }

    private HttpResponse order(ShopRoute route, ServiceRequestContext context, AggregatedHttpRequest request) {
        try {
            byte[] receipt = order(route, context, request.content().array());
            return HttpResponse.of(CREATED_HEAD, HttpData.wrap(receipt));
        } catch (InvalidProtocolBufferException e) {
            return HttpResponse.of(HttpStatus.BAD_REQUEST);
        }
    }

    @Override
    protected String path(ServiceRequestContext context, String name) {
        return context.pathParam(name);
    }

    @Override
    protected String query(ServiceRequestContext context, String name) {
        return context.queryParam(name);
    }
}
