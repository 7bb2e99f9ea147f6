package dev.interlock.testing;

import dev.interlock.http.HttpHeader;
import dev.interlock.http.Router;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to an application and returns its responses. It uses the engine of the server without a socket, or
 * connects to a running server.
 *
 * <pre>{@code
 * TestClient client = TestClient.of(ApiRouter.of(new Orders(store)));
 * client.get("/v1/orders/7").header("accept", "text/plain").send()
 *     .assertThat().hasStatus(200).hasBody("Order 7");
 * }</pre>
 *
 * <p>Successive requests use the same connection while responses leave it open. The client checks each response for
 * mistakes that would affect the next response: extra bytes after the response, a body that does not have the stated
 * length, and a connection that does not close or stay open as stated. For each of these mistakes, the client throws an
 * {@link AssertionError}.
 *
 * <p>Without a socket, handlers that are not blocking run on the thread of the test. At a breakpoint, the stack shows
 * both the handler and the test. Not safe for use by several threads at once.
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
     * Creates a client for a router, without a socket.
     *
     * @throws IllegalStateException if the router is {@linkplain Router#staleness stale}
     */
    public static TestClient of(Router router) {
        String staleness = router.staleness();
        if (staleness != null) {
            throw new IllegalStateException(staleness);
        }
        return new TestClient("test", () -> new MemoryLink(router));
    }

    /** Creates a client for a running server. The server may also use another library. */
    public static TestClient to(String host, int port) {
        InetSocketAddress server = new InetSocketAddress(host, port);
        return new TestClient(host + ":" + port, () -> new SocketLink(server, USUAL_TIMEOUT));
    }

    /** Sets the timeout for each step of a response. The default is 10 seconds. */
    public TestClient timeout(Duration longest) {
        timeout = longest;
        return this;
    }

    /** Adds a header field to every later request. Example: {@code authorization}. */
    public TestClient header(String name, String value) {
        fields.add(Map.entry(name, value));
        return this;
    }

    /**
     * Lets the client store cookies and send them with later requests, as a browser does over TLS (RFC 6265 section 5).
     */
    public TestClient keepCookies() {
        cookies = new CookieJar();
        return this;
    }

    /**
     * Begins a GET request.
     *
     * @param target encoded path and query, for example {@code /v1/orders?limit=3}
     */
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

    /** Begins a request with any method. */
    public TestRequest request(String method, String target) {
        TestRequest request = new TestRequest(this, method, target, timeout);
        fields.forEach(field -> request.header(field.getKey(), field.getValue()));
        return request;
    }

    /** Opens a separate connection. With it, a test controls which bytes are sent. */
    public TestConnection connect() {
        return new TestConnection(links.get(), timeout);
    }

    TestExchange start(TestRequest request) {
        TestConnection connection = take();
        CookieJar jar = cookies;
        connection.send(request.encode(host, jar == null ? "" : jar.cookiesFor(request.target())));
        return new TestExchange(connection, request.limit(), exchange -> {
            if (jar != null) {
                jar.keep(request.target(), exchange.headers(HttpHeader.SET_COOKIE));
            }
            giveBack(exchange);
        });
    }

    private TestConnection take() {
        Thread current = Thread.currentThread();
        TestConnection connection = idle;
        idle = null;
        if (connection != null && user != current) {
            // The connection belongs to another thread, which runs its event loop. So this thread needs a new
            // connection.
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

    /** Closes the connection. The client can still send requests afterwards. */
    @Override
    public void close() {
        TestConnection connection = idle;
        idle = null;
        if (connection != null) {
            connection.close();
        }
    }
}
