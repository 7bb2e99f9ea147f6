package dev.interlock.example.shop;

import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.example.shop.database.Database;
import dev.interlock.example.shop.database.DatabaseUrl;
import dev.interlock.example.shop.proto.ShopProto;
import dev.interlock.example.shop.testing.Call;
import dev.interlock.example.shop.testing.TestClock;
import dev.interlock.example.shop.testing.TestDatabase;
import dev.interlock.example.shop.users.Passwords;
import dev.interlock.http.Readiness;
import dev.interlock.http.RouteInfo;
import dev.interlock.http.Router;
import dev.interlock.http2.Http2;
import dev.interlock.server.HttpServer;
import dev.interlock.server.ServerBuilder;
import dev.interlock.server.Tls;
import dev.interlock.testing.TestClient;
import dev.interlock.testing.TestResponse;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A shop with the sample data, for one test. It listens on a port only if the test calls {@link #serve}. */
public final class RunningShop implements AutoCloseable {
    /** Sample data with cheap password hashes. */
    private static final SampleData SAMPLES = new SampleData(
            "1:9dQR1Od1H792ldNvWkCc+Q==:K5zdC8GiZNCqNuM/Co0MzQ0JqOWm5u5SbHwtV9+Ciq4=",
            "1:PkhODMdXQtHHWPqmVcgbNw==:tgndedH8uUj45Z9dYS0ibj322mmLbKd5BbK7btiwJNg=");

    private static final int POOL = 10;

    private final TestClock clock;
    private final @Nullable TestDatabase database;
    private final boolean ownsDatabase;
    private final Readiness readiness = new Readiness();
    private final Stores stores;
    private final Router router;
    private final TestClient client;

    /** Creates a shop in memory. */
    public RunningShop() {
        this(Storage.MEMORY);
    }

    public RunningShop(Storage storage) {
        this(storage == Storage.MEMORY ? null : TestDatabase.empty(), true, new TestClock());
    }

    private RunningShop(@Nullable TestDatabase database, boolean ownsDatabase, TestClock clock) {
        this.database = database;
        this.ownsDatabase = ownsDatabase;
        this.clock = clock;
        stores = stores(database, clock);
        router = Shop.router(stores, new Passwords(1), clock, readiness);
        client = TestClient.of(router);
        // A server sets the readiness when it begins to listen. Here there is no server.
        readiness.set(true);
    }

    private static Stores stores(@Nullable TestDatabase database, TestClock clock) {
        if (database == null) {
            InMemoryStores stores = new InMemoryStores();
            SAMPLES.fill(stores.users(), stores.products(), clock);
            return stores;
        }
        try {
            PostgresStores stores = new PostgresStores(Database.open(DatabaseUrl.parse(database.url()), POOL));
            stores.fill(SAMPLES, clock);
            return stores;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Starts another replica of this shop, with the same parts as another process. The caller must close it first. */
    public RunningShop replica() {
        return new RunningShop(database(), false, clock);
    }

    /** Returns the database of a shop that has one. */
    public TestDatabase database() {
        return Objects.requireNonNull(database);
    }

    Stores stores() {
        return stores;
    }

    public TestClock clock() {
        return clock;
    }

    public Router router() {
        return router;
    }

    public Readiness readiness() {
        return readiness;
    }

    /** Starts a server for tests with clients over sockets. It speaks HTTP/1.1 and HTTP/2. The caller closes it. */
    public HttpServer serve() {
        return server().start();
    }

    /** Starts a server with TLS. */
    HttpServer serve(Tls tls) {
        return server().tls(tls).start();
    }

    private ServerBuilder server() {
        return HttpServer.builder(router)
                .host("127.0.0.1")
                .port(0)
                .protocol(Http2.protocol())
                .readiness(readiness);
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
        return expect(200, Call.login(email, password))
                .message(ShopProto.SessionToken.parser())
                .getAccessToken();
    }

    @Override
    public void close() {
        client.close();
        stores.close();
        if (database != null && ownsDatabase) {
            database.close();
        }
    }
}
