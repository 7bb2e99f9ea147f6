package dev.interlock.processor.write;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.http.RouteInfo;
import dev.interlock.processor.RouterProcessor;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.processor.testing.Served;
import dev.interlock.processor.testing.Source;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests {@code @Anyone}, and applications whose access is closed by default. */
final class AccessTest {
    private static final String IMPORTS = """
            package shop;

            import dev.interlock.annotation.*;
            import dev.interlock.http.*;
            import dev.interlock.http.Filter;
            import java.util.*;

            """;

    private static final String API = IMPORTS + """
            @HttpApp(controllers = {Orders.class, Heir.class, Terms.class}, filters = Auth.class, access = Access.CLOSED)
            public final class Api {}
            """;

    private static final String AUTH = IMPORTS + """
            final class Auth implements Filter {
              record User(String name) implements Principal {
                @Override public boolean hasRole(String asked) { return asked.equals(name); }
              }

              @Override public boolean before(Request request, Response response) {
                String user = request.header("user");
                if (user != null) { request.setPrincipal(new User(user)); }
                return true;
              }
            }
            """;

    private static final String ORDERS = IMPORTS + """
            @Controller("/orders")
            @Roles("admin")
            final class Orders {
              @Get String list() { return "list"; }
              @Get("/open") @Anyone String open(Optional<Principal> caller) {
                return caller.map(Principal::name).orElse("stranger");
              }
              @Get("/known") @Roles({}) String known() { return "known"; }
              @Get("/either") @Roles({"clerk", "cook"}) String either() { return "either"; }
            }
            """;

    private static final String HEIR = IMPORTS + """
            @Roles("admin")
            abstract class Base {
              @Get("/inherited") String inherited() { return "inherited"; }
            }

            @Controller("/heir")
            @Anyone
            public final class Heir extends Base {
              @Get("/closed") @Roles("admin") String closed() { return "closed"; }
            }
            """;

    private static final String TERMS = IMPORTS + """
            @Anyone
            interface Open {
              @Get("/terms") default String terms() { return "terms"; }
            }

            @Controller
            public final class Terms implements Open {}
            """;

    private static RunningApp app;

    @BeforeAll
    static void compile() throws ReflectiveOperationException {
        app = RunningApp.of(API, AUTH, ORDERS, HEIR, TERMS);
    }

    @ParameterizedTest
    @CsvSource({
        "/orders, '', 401",
        "/orders, clerk, 403",
        "/orders, admin, 200",
        // The controller is closed. Its method is open.
        "/orders/open, '', 200",
        "/orders/known, '', 401",
        "/orders/known, cook, 200",
        "/orders/either, admin, 403",
        "/orders/either, cook, 200",
        // The superclass is closed, the controller is open, and a method of the controller is closed.
        "/heir/inherited, '', 200",
        "/heir/closed, '', 401",
        "/heir/closed, admin, 200",
        "/terms, '', 200",
    })
    void closestAnnotationDecides(String target, String user, int status) throws InterruptedException {
        Served response =
                user.isEmpty() ? Served.get(app.router(), target) : Served.get(app.router(), target, "user: " + user);
        assertThat(response.status()).isEqualTo(status);
    }

    @Test
    void openRouteReceivesCaller() throws InterruptedException {
        assertThat(Served.get(app.router(), "/orders/open").body()).isEqualTo("stranger");
        assertThat(Served.get(app.router(), "/orders/open", "user: ada").body()).isEqualTo("ada");
    }

    @ParameterizedTest
    @CsvSource({
        "/orders, false, admin",
        "/orders/open, true, ''",
        "/orders/known, false, ''",
        "/orders/either, false, clerk cook",
        "/heir/inherited, true, ''",
        "/terms, true, ''"
    })
    void routesListTheirRoles(String template, boolean isOpen, String roles) {
        RouteInfo route = app.route("GET", template);
        assertThat(route.isOpen()).isEqualTo(isOpen);
        assertThat(String.join(" ", route.roles())).isEqualTo(roles);
    }

    @Test
    void everyUndeclaredRouteIsReported() {
        String orders = IMPORTS + """
                @Controller("/orders")
                final class Orders {
                  @Get("/a") @Anyone void a() {}
                  @Get({"/b", "/c"}) void b() {}
                  @Post("/d") void d() {}
                }
                """;
        String api = IMPORTS + """
                @HttpApp(controllers = Orders.class, access = Access.CLOSED)
                public final class Api {}
                """;
        List<Compilation.Complaint> errors = Compilation.with(new RouterProcessor())
                .compile(Source.of(api), Source.of(orders))
                .errors();
        String rule = " does not declare who may call it, and the access of Api is CLOSED";
        assertThat(errors.stream().map(error -> error.text().lines().findFirst().orElseThrow()))
                .containsExactly(
                        "[IL841] GET /orders/b of Orders.b()" + rule,
                        "[IL841] GET /orders/c of Orders.b()" + rule,
                        "[IL841] POST /orders/d of Orders.d()" + rule);
        assertThat(errors.stream().map(Compilation.Complaint::line)).containsExactly(11L, 11L, 12L);
    }

    @Test
    void openApplicationNeedsNoAnnotation() throws Exception {
        String orders = IMPORTS + """
                @Controller("/orders")
                final class Orders {
                  @Get String list() { return "list"; }
                }
                """;
        String api = IMPORTS + """
                @HttpApp(controllers = Orders.class, access = Access.OPEN)
                public final class Api {}
                """;
        RunningApp open = RunningApp.of(api, orders);
        assertThat(Served.get(open.router(), "/orders").status()).isEqualTo(200);
        assertThat(open.route("GET", "/orders").isOpen()).isTrue();
    }
}
