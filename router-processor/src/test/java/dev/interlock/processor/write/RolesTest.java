package dev.interlock.processor.write;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.testing.RunningApp;
import dev.interlock.processor.testing.Served;
import dev.interlock.testing.AllocationProbe;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests which callers may use a route, and which caller a handler receives. */
final class RolesTest {
    private static final String IMPORTS = """
            package shop;

            import dev.interlock.annotation.*;
            import dev.interlock.http.*;
            import dev.interlock.http.Filter;
            import java.util.*;
            import org.jspecify.annotations.Nullable;

            """;

    private static final String API = IMPORTS + """
            @HttpApp(controllers = {Open.class, Closed.class, Heir.class}, filters = Auth.class, challenge = "Basic realm=\\"shop\\"")
            public final class Api {}
            """;

    private static final String AUTH = IMPORTS + """
            final class Auth implements Filter {
              record User(String name, String role) implements Principal {
                @Override public boolean hasRole(String asked) { return asked.equals(role); }
              }
              record Robot(String name) implements Principal {
                @Override public boolean hasRole(String asked) { return false; }
              }

              @Override public boolean before(Request request, Response response) {
                String user = request.header("user");
                if (user != null) {
                  String role = Objects.requireNonNullElse(request.header("role"), "");
                  request.setPrincipal(user.equals("robot") ? new Robot("r2") : new User(user, role));
                }
                String scheme = request.header("scheme");
                if (scheme != null) { request.setChallenge(scheme); }
                return true;
              }
            }
            """;

    private static final String OPEN = IMPORTS + """
            @Controller
            final class Open {
              @Get("/open") String open() { return "open"; }
              @Get("/admin") @Roles("admin") String admin() { return "admin"; }
              @Get("/either") @Roles({"admin", "clerk"}) String either() { return "either"; }
              @Get("/known") @Roles({}) String known() { return "known"; }
              @Get("/number") @Roles("admin") int number(@Query int n) { return n; }
              @Get("/who") String who(Principal caller) { return caller.name(); }
              @Get("/user") String user(Auth.User user) { return user.role(); }
              @Get("/maybe") String maybe(Optional<Auth.User> user) { return user.map(Auth.User::name).orElse("nobody"); }
              @Get("/nullable") String nullable(@Nullable Principal caller) { return caller == null ? "nobody" : caller.name(); }
              @Get("/own") String own() { throw new HttpException(401, "no").header("www-authenticate", "Own"); }
              @Get("/login") String login() { throw new HttpException(401, "no"); }
              @Get("/set") @dev.interlock.annotation.Status(401) String set() { return "no"; }
            }
            """;

    private static final String CLOSED = IMPORTS + """
            @Controller("/closed")
            @Roles("admin")
            final class Closed {
              @Get("/a") String a() { return "a"; }
              @Get("/b") @Roles("clerk") String b() { return "b"; }
            }
            """;

    private static final String HEIR = IMPORTS + """
            @Roles("admin")
            abstract class Base {
              @Get("/a") String a() { return "a"; }
            }

            @Controller("/heir")
            public final class Heir extends Base {
              @Get("/b") String b() { return "b"; }
            }
            """;

    private static RunningApp app;

    @BeforeAll
    static void compile() throws ReflectiveOperationException {
        app = RunningApp.of(API, AUTH, OPEN, CLOSED, HEIR);
    }

    private static Served get(String target, String... fields) throws InterruptedException {
        return Served.get(app.router(), target, fields);
    }

    @ParameterizedTest
    @CsvSource({
        "/open, '', 200",
        "/admin, '', 401",
        "/admin, clerk, 403",
        "/admin, admin, 200",
        "/either, clerk, 200",
        "/either, admin, 200",
        "/either, cook, 403",
        "/known, '', 401",
        "/known, none, 200",
        // The roles of a method replace the roles of its controller.
        "/closed/a, admin, 200",
        "/closed/a, clerk, 403",
        "/closed/b, clerk, 200",
        "/closed/b, admin, 403",
        // For an inherited method, the roles of the class that declares it apply.
        "/heir/a, '', 401",
        "/heir/a, admin, 200",
        "/heir/b, '', 200",
    })
    void rolesDecideAccess(String target, String role, int status) throws InterruptedException {
        Served response = role.isEmpty() ? get(target) : get(target, "user: ada", "role: " + role);
        assertThat(response.status()).isEqualTo(status);
    }

    @Test
    void checksAccessBeforeBinding() throws InterruptedException {
        assertThat(get("/number?n=x").status()).isEqualTo(401);
        assertThat(get("/number?n=x", "user: ada", "role: clerk").status()).isEqualTo(403);
        assertThat(get("/number?n=x", "user: ada", "role: admin").status()).isEqualTo(400);
    }

    @Test
    void problemNamesMissingRole() throws InterruptedException {
        assertThat(get("/either", "user: ada").body()).contains("\"detail\":\"Role required: admin or clerk\"");
        assertThat(get("/either").body()).contains("\"detail\":\"Authentication required\"");
    }

    @ParameterizedTest
    @CsvSource({"/admin", "/login", "/set", "/who"})
    void responses401HaveChallenge(String target) throws InterruptedException {
        assertThat(get(target).status()).isEqualTo(401);
        assertThat(get(target).field("www-authenticate")).isEqualTo("Basic realm=\"shop\"");
        assertThat(get(target, "scheme: Bearer error=\"x\"").field("www-authenticate"))
                .isEqualTo("Bearer error=\"x\"");
    }

    @Test
    void handlerSetsChallenge() throws InterruptedException {
        assertThat(get("/own").field("www-authenticate")).isEqualTo("Own");
        assertThat(get("/admin", "user: ada").field("www-authenticate")).isEmpty();
    }

    @Test
    void handlersReceiveCaller() throws InterruptedException {
        assertThat(get("/who", "user: ada").body()).isEqualTo("ada");
        assertThat(get("/who", "user: robot").body()).isEqualTo("r2");
        assertThat(get("/user", "user: ada", "role: cook").body()).isEqualTo("cook");
        assertThat(get("/user").status()).isEqualTo(401);
    }

    @Test
    void rejectsOtherCallerType() throws InterruptedException {
        Served response = get("/user", "user: robot");
        assertThat(response.status()).isEqualTo(403);
        assertThat(response.body()).contains("\"detail\":\"Access denied: wrong type of caller\"");
    }

    @Test
    void acceptsAbsentCaller() throws InterruptedException {
        assertThat(get("/maybe").body()).isEqualTo("nobody");
        assertThat(get("/maybe", "user: robot").body()).isEqualTo("nobody");
        assertThat(get("/maybe", "user: ada").body()).isEqualTo("ada");
        assertThat(get("/nullable").body()).isEqualTo("nobody");
        assertThat(get("/nullable", "user: robot").body()).isEqualTo("r2");
    }

    @Test
    void acceptedCallerAllocatesNothing() throws ReflectiveOperationException {
        String auth = IMPORTS + """
                final class Auth implements Filter {
                  private static final Principal CALLER = new Principal() {
                    @Override public String name() { return "ada"; }
                    @Override public boolean hasRole(String role) { return role.equals("admin"); }
                  };

                  @Override public boolean before(Request request, Response response) {
                    request.setPrincipal(CALLER);
                    return true;
                  }
                }
                """;
        String numbers = IMPORTS + """
                @Controller
                final class Numbers {
                  @Get("/number") @Roles({"clerk", "admin"}) long number(Principal caller) { return 7; }
                }

                """;
        String api = IMPORTS + """
                @HttpApp(controllers = Numbers.class, filters = Auth.class)
                public final class Api {}
                """;
        RunningApp free = RunningApp.of(api, auth, numbers);
        AllocationProbe.of(free.router()).get("/number").assertNothingAllocated();
    }

    @Test
    void filterOfRouteSetsCaller() throws Exception {
        String api = IMPORTS + """
                @HttpApp(controllers = Bound.class)
                public final class Api {}
                """;
        String bound = IMPORTS + """
                @Controller
                @dev.interlock.annotation.UseFilters(Auth.class)
                final class Bound {
                  @Get("/bound") @Roles("admin") String bound(Principal caller) { return caller.name(); }
                }
                """;
        RunningApp other = RunningApp.of(api, AUTH, bound);
        assertThat(Served.get(other.router(), "/bound").status()).isEqualTo(401);
        assertThat(Served.get(other.router(), "/bound", "user: ada", "role: admin")
                        .body())
                .isEqualTo("ada");
    }

    @Test
    void defaultChallengeIsBearer() throws Exception {
        RunningApp other = RunningApp.of(API.replaceFirst(", challenge = .*\\)", ")"), AUTH, OPEN, CLOSED, HEIR);
        assertThat(Served.get(other.router(), "/admin").field("www-authenticate"))
                .isEqualTo("Bearer");
    }
}
