package dev.interlock.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.http.HttpException;
import dev.interlock.http.HttpHeader;
import dev.interlock.http.Request;
import dev.interlock.http.RequestHead;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.http.Router;
import dev.interlock.internal.syntax.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * Redirects every request to the same host, path and query on a port with TLS. The status 308 keeps the method and the
 * body (RFC 9110 section 15.4.9).
 */
final class TlsRedirect extends Router {
    private static final int PERMANENT_REDIRECT = 308;
    private static final int HTTPS = 443;

    private final IntSupplier port;

    /** @param port supplies the port with TLS; called for each request */
    TlsRedirect(IntSupplier port) {
        super(TrailingSlash.STRICT, redirects());
        this.port = port;
    }

    private static List<RouteInfo> redirects() {
        List<RouteInfo> routes = new ArrayList<>();
        for (String method : HttpMethod.STANDARD) {
            routes.add(RouteInfo.of(routes.size(), method, "/{*path}", "tls redirect"));
        }
        return routes;
    }

    @Override
    public int match(int method, byte[] bytes, int from, int to, RequestPath path) {
        return method >= 0 && method < HttpMethod.FIRST_CUSTOM ? method : NOT_FOUND;
    }

    @Override
    public void handle(int route, Request request, Response response) {
        String authority = request.authority().toString();
        if (authority.isEmpty()) {
            throw new HttpException(400, "This port redirects to https, and needs a Host field");
        }
        int number = port.getAsInt();
        response.status(PERMANENT_REDIRECT)
                .header(
                        HttpHeader.LOCATION,
                        "https://" + host(authority) + (number == HTTPS ? "" : ":" + number)
                                + pathAndQuery(request.head()));
    }

    /** Returns the authority without its port. */
    private static String host(String authority) {
        int colon = authority.lastIndexOf(':');
        // The colons in brackets belong to an IPv6 address.
        return colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
    }

    private static String pathAndQuery(RequestHead head) {
        int to = head.queryTo() < 0 ? head.pathTo() : head.queryTo();
        String text = new String(head.bytes(), head.pathFrom(), to - head.pathFrom(), US_ASCII);
        return text.startsWith("/") ? text : "/";
    }
}
