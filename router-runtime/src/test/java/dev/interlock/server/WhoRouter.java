package dev.interlock.server;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;

/** Routes that tell which router handled a request, and from which client it came. */
final class WhoRouter extends PlainRouter {
    private static final int WHO = 0;
    private static final int ECHO = 1;
    private static final int LARGE = 2;

    private final String name;
    private final byte[] large = new byte[TestRouter.LARGE_BYTES];

    WhoRouter(String name) {
        super(
                TrailingSlash.REDIRECT,
                List.of(
                        RouteInfo.of(WHO, "GET", "/who", "test.Who.who"),
                        RouteInfo.of(ECHO, "POST", "/echo", "test.Who.echo").consumes("*/*"),
                        RouteInfo.of(LARGE, "GET", "/large", "test.Who.large")));
        this.name = name;
    }

    @Override
    public void handle(int route, Request request, Response response) {
        switch (route) {
            case WHO -> {
                response.contentType("text/plain");
                response.body().append(name + " " + text(request.remoteAddress()) + " " + request.scheme());
            }
            case ECHO -> response.body().append(request.body());
            case LARGE -> response.body().append(large);
            default -> throw unknownRoute(route);
        }
    }

    static String text(SocketAddress address) {
        return address instanceof InetSocketAddress internet
                ? internet.getAddress().getHostAddress()
                : address.toString();
    }
}
