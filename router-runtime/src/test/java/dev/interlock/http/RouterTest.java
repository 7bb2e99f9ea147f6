package dev.interlock.http;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.internal.message.EncodedResponse;
import dev.interlock.internal.message.ReceivedRequest;
import dev.interlock.internal.syntax.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterTest {
    private static final String[] CUSTOM = {"PURGE", "REPORT"};
    private static final RequestPath PATH = new RequestPath();

    /** Matches whole paths. A path with a percent sign is bad. */
    private static final class PathRouter extends Router {
        PathRouter(TrailingSlash policy, String... routes) {
            super(policy, infos(routes), CUSTOM);
        }

        private static List<RouteInfo> infos(String... routes) {
            List<RouteInfo> infos = new ArrayList<>();
            for (String route : routes) {
                int space = route.indexOf(' ');
                infos.add(RouteInfo.of(infos.size(), route.substring(0, space), route.substring(space + 1), "t.T.m"));
            }
            return infos;
        }

        @Override
        public int match(int method, byte[] bytes, int from, int to, RequestPath path) {
            String text = new String(bytes, from, to - from, US_ASCII);
            if (text.contains("%")) {
                return BAD_PATH;
            }
            for (RouteInfo route : routes()) {
                byte[] name = route.method().getBytes(US_ASCII);
                if (method(name, 0, name.length) == method && route.template().equals(text)) {
                    return route.number();
                }
            }
            return NOT_FOUND;
        }

        @Override
        public void handle(int route, Request request, Response response) {
            throw unknownRoute(route);
        }
    }

    private static final String[] ROUTES = {
        "GET /a", "POST /a", "GET /b/", "PURGE /b/", "HEAD /c", "OPTIONS /d", "DELETE /d", "REPORT /", "GET //x/"
    };

    @ParameterizedTest
    @CsvSource(textBlock = """
                    GET,     /a,   0,  0,  0
                    HEAD,    /a,   0,  0,  0
                    POST,    /a,   1,  1,  1
                    PUT,     /a,  -3, -3, -3
                    OPTIONS, /a,  -4, -4, -4
                    PURGE,   /b/,  3,  3,  3
                    HEAD,    /c,   4,  4,  4
                    GET,     /c,  -3, -3, -3
                    OPTIONS, /d,   5,  5,  5
                    HEAD,    /d,  -3, -3, -3
                    REPORT,  /,    7,  7,  7
                    GET,     /,   -3, -3, -3
                    GET,     /x,  -1, -1, -1
                    HEAD,    /x,  -1, -1, -1
                    OPTIONS, /x,  -1, -1, -1
                    GET,     /%,  -2, -2, -2
                    OPTIONS, /%,  -2, -2, -2
                    GET,     /a/, -1, -5,  0
                    HEAD,    /a/, -1, -5,  0
                    PUT,     /a/, -1, -5, -3
                    OPTIONS, /a/, -1, -5, -4
                    GET,     /b,  -1, -5,  2
                    PURGE,   /b,  -1, -5,  3
                    GET,     /a//, -1, -1, -1
                    GET,     //x,  -1, -1, -1
                    """)
    void resolves(String method, String path, int strict, int redirect, int ignore) {
        assertWithMessage("STRICT")
                .that(resolve(TrailingSlash.STRICT, method, path))
                .isEqualTo(strict);
        assertWithMessage("REDIRECT")
                .that(resolve(TrailingSlash.REDIRECT, method, path))
                .isEqualTo(redirect);
        assertWithMessage("IGNORE")
                .that(resolve(TrailingSlash.IGNORE, method, path))
                .isEqualTo(ignore);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /a   | GET, HEAD, POST, OPTIONS | OPTIONS
                    /b/  | GET, HEAD, OPTIONS, PURGE | OPTIONS
                    /c   | HEAD, OPTIONS            | OPTIONS
                    /d   | DELETE, OPTIONS          | OPTIONS
                    /x   | OPTIONS                  | OPTIONS
                    """)
    void allowsMethodsOfPath(String path, String allow, String ofTwin) {
        assertThat(allow(TrailingSlash.STRICT, path)).isEqualTo(allow);
        String twin = path.endsWith("/") ? path.substring(0, path.length() - 1) : path + "/";
        assertThat(allow(TrailingSlash.STRICT, twin)).isEqualTo(ofTwin);
        assertThat(allow(TrailingSlash.IGNORE, twin)).isEqualTo(allow);
    }

    @Test
    void allowsMethodsOfAllRoutes() {
        assertThat(router(TrailingSlash.STRICT).allowAll())
                .isEqualTo("GET, HEAD, POST, DELETE, OPTIONS, PURGE, REPORT");
        assertThat(new PathRouter(TrailingSlash.STRICT).allowAll()).isEqualTo("OPTIONS");
    }

    @Test
    void numbersCustomMethods() {
        Router router = router(TrailingSlash.STRICT);
        assertThat(method(router, "GET")).isEqualTo(HttpMethod.GET);
        assertThat(method(router, "PURGE")).isEqualTo(HttpMethod.FIRST_CUSTOM);
        assertThat(method(router, "REPORT")).isEqualTo(HttpMethod.FIRST_CUSTOM + 1);
        assertThat(method(router, "purge")).isEqualTo(-1);
        assertThat(method(router, "BREW")).isEqualTo(-1);
        assertThat(method(router, "")).isEqualTo(-1);
    }

    @Test
    void neverRedirectsToAnotherHost() {
        Router router = new PathRouter(TrailingSlash.REDIRECT, "GET //evil.test", "GET /\\evil.test");
        assertThat(resolve(router, "GET", "//evil.test/")).isEqualTo(Router.NOT_FOUND);
        assertThat(resolve(router, "GET", "/\\evil.test/")).isEqualTo(Router.NOT_FOUND);
    }

    @Test
    void returnsRoutes() {
        Router router = router(TrailingSlash.STRICT);
        assertThat(router.routes()).hasSize(ROUTES.length);
        assertThat(router.route(3).template()).isEqualTo("/b/");
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> router.handle(99, new ReceivedRequest(), new EncodedResponse()));
        assertThat(e).hasMessageThat().isEqualTo("No route has the number 99");
    }

    @Test
    void rejectsRouteWithUnknownMethod() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> new PathRouter(TrailingSlash.STRICT, "BREW /"));
        assertThat(e).hasMessageThat().contains("BREW /");
    }

    private static Router router(TrailingSlash policy) {
        return new PathRouter(policy, ROUTES);
    }

    private static int method(Router router, String method) {
        byte[] bytes = method.getBytes(US_ASCII);
        return router.method(bytes, 0, bytes.length);
    }

    private static int resolve(TrailingSlash policy, String method, String path) {
        return resolve(router(policy), method, path);
    }

    private static int resolve(Router router, String method, String path) {
        byte[] bytes = ("x" + path + " HTTP/1.1").getBytes(US_ASCII);
        return router.resolve(method(router, method), bytes, 1, 1 + path.length(), PATH);
    }

    private static String allow(TrailingSlash policy, String path) {
        byte[] bytes = ("x" + path + " HTTP/1.1").getBytes(US_ASCII);
        return router(policy).allow(bytes, 1, 1 + path.length(), PATH);
    }
}
