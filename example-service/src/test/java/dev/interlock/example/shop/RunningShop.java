package dev.interlock.example.shop;

import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.example.shop.proto.ShopProto;
import dev.interlock.example.shop.testing.Call;
import dev.interlock.example.shop.testing.TestClock;
import dev.interlock.http.Readiness;
import dev.interlock.http.RouteInfo;
import dev.interlock.server.HttpServer;
import dev.interlock.testing.TestClient;
import dev.interlock.testing.TestResponse;
import java.util.List;
import java.util.UUID;

/** A shop with the sample data, for one test. It listens on a port only if the test calls {@link #serve}. */
public final class RunningShop implements AutoCloseable {
    private final TestClock clock = new TestClock();
    private final Readiness readiness = new Readiness();
    private final ShopRouter router = Shop.router(clock, readiness);
    private final TestClient client = TestClient.of(router);

    public RunningShop() {
        // A server sets the readiness when it begins to listen. Here there is no server.
        readiness.set(true);
    }

    public TestClock clock() {
        return clock;
    }

    public Readiness readiness() {
        return readiness;
    }

    /** Starts a server for tests with other clients. The caller closes it. */
    public HttpServer serve() {
        return HttpServer.builder(router)
                .host("127.0.0.1")
                .port(0)
                .readiness(readiness)
                .start();
    }

    public TestClient client() {
        return client;
    }

    public List<RouteInfo> routes() {
        return router.routes();
    }

    /** Returns the routes whose responses end without an action of the client. */
    public List<RouteInfo> finiteRoutes() {
        return routes().stream()
                .filter(route -> !route.template().endsWith("/live"))
                .toList();
    }

    public TestResponse send(Call call) {
        return call.sendBy(client);
    }

    public TestResponse get(String target) {
        return send(Call.of("GET", target));
    }

    /** Sends a request whose response must have {@code status}. */
    public TestResponse expect(int status, Call call) {
        TestResponse response = send(call);
        assertWithMessage("%s %s answers %s", call.method(), call.target(), response)
                .that(response.status())
                .isEqualTo(status);
        return response;
    }

    /** Returns a new access token of the sample customer. */
    public String customer() {
        return login("ada@example.com", "correct horse");
    }

    /** Returns a new access token of the sample administrator. */
    public String admin() {
        return login("root@example.com", "battery staple");
    }

    /** Signs up a new customer, and returns an access token of this customer. */
    public String newCustomer() {
        String email = UUID.randomUUID() + "@example.com";
        expect(
                201,
                Call.of("POST", "/v1/users")
                        .message(ShopProto.NewUser.newBuilder()
                                .setEmail(email)
                                .setName("New")
                                .setPassword("long enough")
                                .build()));
        return login(email, "long enough");
    }

    public String login(String email, String password) {
        Call login = Call.of("POST", "/v1/auth/login")
                .form("email=" + email.replace("@", "%40") + "&password=" + password.replace(' ', '+'));
        return expect(200, login).text();
    }

    @Override
    public void close() {
        client.close();
    }
}
