package dev.interlock.testing;

import dev.interlock.http.Router;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to an application and returns its answers: through the engine of the server but without a socket, or
 * to a server that runs.
 *
 * <pre>{@code
 * TestClient client = TestClient.of(ApiRouter.of(new Orders(store)));
 * client.get("/v1/orders/7").header("accept", "text/plain").send()
 *     .assertThat().hasStatus(200).hasBody("Order 7");
 * }</pre>
 *
 * <p>Requests share a connection for as long as answers leave it open, and each answer is looked at for what would
 * confuse the next one: bytes behind it, a body that is not as long as it says, a connection that does not close or
 * stay open as it says. All of that is an {@link AssertionError}.
 *
 * <p>Without a socket handlers of the event loop run on the thread of the test, so that a breakpoint or a stack trace
 * shows both. Not safe for use by several threads at once.
 */
public final class TestClient implements AutoCloseable {
    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(10);

    private final String host;
    private final Supplier<Link> links;
    private final List<Map.Entry<String, String>> fields = new ArrayList<>();
    private Duration timeout = USUAL_TIMEOUT;
    private @Nullable CookieJar cookies;
    private @Nullable TestConnection idle;
    private @Nullable Thread user;

    private TestClient(String host, Supplier<Link> links) {
        this.host = host;
        this.links = links;
    }

    /**
     * A client of routes, without a socket.
     *
     * @throws IllegalStateException when the router is {@linkplain Router#staleness stale}
     */
    public static TestClient of(Router router) {
        String staleness = router.staleness();
        if (staleness != null) {
            throw new IllegalStateException(staleness);
        }
        return new TestClient("test", () -> new MemoryLink(router));
    }

    /** A client of a server that runs, which need not be one of this library. */
    public static TestClient to(String host, int port) {
        InetSocketAddress server = new InetSocketAddress(host, port);
        return new TestClient(host + ":" + port, () -> new SocketLink(server, USUAL_TIMEOUT));
    }

    /** Sets the longest time for which each step of an answer is awaited; 10 seconds unless it is set. */
    public TestClient timeout(Duration longest) {
        timeout = longest;
        return this;
    }

    /** Adds a header field to every request that is made from now on, such as {@code authorization}. */
    public TestClient header(String name, String value) {
        fields.add(Map.entry(name, value));
        return this;
    }

    /** From now on the client sends the cookies that answers set, as browsers do (RFC 6265 section 5) over TLS. */
    public TestClient keepCookies() {
        cookies = new CookieJar();
        return this;
    }

    /** A GET, of a path and query as they are sent: {@code /v1/orders?limit=3}. */
    public TestRequest get(String target) {
        return request("GET", target);
    }

    public TestRequest head(String target) {
        return request("HEAD", target);
    }

    public TestRequest post(String target) {
        return request("POST", target);
    }

    public TestRequest put(String target) {
        return request("PUT", target);
    }

    public TestRequest patch(String target) {
        return request("PATCH", target);
    }

    public TestRequest delete(String target) {
        return request("DELETE", target);
    }

    public TestRequest options(String target) {
        return request("OPTIONS", target);
    }

    /** A request of any method. */
    public TestRequest request(String method, String target) {
        TestRequest request = new TestRequest(this, method, target, timeout);
        fields.forEach(field -> request.header(field.getKey(), field.getValue()));
        return request;
    }

    /** A connection of its own, for what is not a request in one piece. */
    public TestConnection connect() {
        return new TestConnection(links.get(), timeout);
    }

    TestExchange start(TestRequest request) {
        TestConnection connection = take();
        CookieJar jar = cookies;
        connection.send(request.encode(host, jar == null ? "" : jar.cookiesFor(request.target())));
        return new TestExchange(connection, request.limit(), exchange -> {
            if (jar != null) {
                jar.keep(request.target(), exchange.headers("set-cookie"));
            }
            giveBack(exchange);
        });
    }

    private TestConnection take() {
        Thread current = Thread.currentThread();
        TestConnection connection = idle;
        idle = null;
        if (connection != null && user != current) {
            // Its event loop is another thread.
            connection.close();
            connection = null;
        }
        user = current;
        return connection == null ? connect() : connection;
    }

    private void giveBack(TestExchange exchange) {
        if (exchange.leavesConnection() && idle == null) {
            idle = exchange.connection();
        } else {
            exchange.connection().close();
        }
    }

    /** Leaves the server. The client can be used again after that. */
    @Override
    public void close() {
        TestConnection connection = idle;
        idle = null;
        if (connection != null) {
            connection.close();
        }
    }
}
