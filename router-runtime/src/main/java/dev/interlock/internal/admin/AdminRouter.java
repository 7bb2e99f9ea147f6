package dev.interlock.internal.admin;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.http.Execution;
import dev.interlock.http.FieldLine;
import dev.interlock.http.HttpException;
import dev.interlock.http.HttpHeader;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.http.Router;
import dev.interlock.internal.syntax.HttpMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Routes of the admin port. All of them are GET routes without variables. */
public final class AdminRouter extends Router {
    /** Time limit of a page on a thread that may block. Health checks have limits of their own. */
    private static final Duration PAGE_TIMEOUT = Duration.ofSeconds(30);

    private static final int MISDIRECTED_REQUEST = 421;
    private static final FieldLine NO_STORE = FieldLine.of(HttpHeader.CACHE_CONTROL, "no-store");
    private static final FieldLine NO_SNIFF = FieldLine.of("x-content-type-options", "nosniff");

    private final AdminRoute[] pages;
    private final boolean isLoopback;

    /**
     * @param pages pages with different paths
     * @param isLoopback whether only clients on this machine can use the port
     */
    public AdminRouter(List<AdminRoute> pages, boolean isLoopback) {
        super(TrailingSlash.STRICT, routes(pages));
        this.pages = pages.toArray(new AdminRoute[0]);
        this.isLoopback = isLoopback;
    }

    private static List<RouteInfo> routes(List<AdminRoute> pages) {
        List<RouteInfo> routes = new ArrayList<>();
        for (AdminRoute page : pages) {
            routes.add(RouteInfo.of(routes.size(), "GET", page.path(), "admin" + page.path())
                    .execution(page.execution())
                    .timeout(isHealth(page) ? Duration.ZERO : PAGE_TIMEOUT)
                    .essential(isHealth(page)));
        }
        return routes;
    }

    private static boolean isHealth(AdminRoute page) {
        return page.path().startsWith("/health") && page.execution() != Execution.BLOCKING;
    }

    @Override
    public int match(int method, byte[] bytes, int from, int to, RequestPath path) {
        if (method == HttpMethod.GET) {
            for (int i = 0; i < pages.length; i++) {
                if (isAt(pages[i].path(), bytes, from, to)) {
                    return i;
                }
            }
        }
        return NOT_FOUND;
    }

    private static boolean isAt(String path, byte[] bytes, int from, int to) {
        if (to - from != path.length()) {
            return false;
        }
        for (int i = 0; i < path.length(); i++) {
            if (bytes[from + i] != path.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void handle(int route, Request request, Response response) throws Exception {
        // Prevents DNS rebinding: a website can make its name lead to this machine, and then have the browser of a
        // developer read this port. The browser sends the name of the website.
        if (isLoopback && !LocalName.isLocal(request.authority())) {
            throw new HttpException(
                    MISDIRECTED_REQUEST, "This port serves localhost and IP addresses. Tip: set admin-host");
        }
        pages[route].page().write(request, response);
    }

    @Override
    public void finish(int route, Request request, Response response) {
        response.defaultHeader(NO_STORE).defaultHeader(NO_SNIFF);
    }
}
