package dev.interlock.testing;

import dev.interlock.http.Router;
import dev.interlock.server.HttpServer;
import dev.interlock.server.ServerBuilder;
import java.net.URI;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A server on a free port of this machine for the tests of a class, for JUnit 5:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final RunningServer server = RunningServer.of(() -> ApiRouter.of(new Orders(store)));
 *
 * @Test
 * void findsAnOrder(TestClient client) {
 *     client.get("/v1/orders/7").send().assertThat().hasStatus(200);
 * }
 * }</pre>
 *
 * <p>A server in a static field runs from before the first test of the class until after the last test, including the
 * tests of nested classes. A server in an instance field starts again for each test. Test methods can take the server,
 * a {@link TestClient} for it, or its {@link URI} as parameters. The application is built when the server starts, on
 * the thread of the test.
 */
public final class RunningServer
        implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final String LOOPBACK = "127.0.0.1";

    private final Supplier<? extends Router> application;
    private final UnaryOperator<ServerBuilder> configuration;
    private @Nullable HttpServer running;
    private @Nullable TestClient client;
    /** Context that started the server. Only this context may stop it. */
    private @Nullable String owner;

    private RunningServer(Supplier<? extends Router> application, UnaryOperator<ServerBuilder> configuration) {
        this.application = application;
        this.configuration = configuration;
    }

    /** Creates a server with the standard settings. */
    public static RunningServer of(Supplier<? extends Router> application) {
        return of(application, builder -> builder);
    }

    /** Creates a server with other settings. This class sets the address and port. */
    public static RunningServer of(Supplier<? extends Router> application, UnaryOperator<ServerBuilder> configuration) {
        return new RunningServer(application, configuration);
    }

    /** Returns the port of the server. */
    public int port() {
        return server().port();
    }

    /** Returns the URI of a path of the server. */
    public URI uri(String path) {
        return URI.create("http://" + LOOPBACK + ":" + port() + path);
    }

    /** Returns a client of the server. Returns the same object while the server runs. */
    public TestClient client() {
        server();
        TestClient known = client;
        if (known == null) {
            known = TestClient.to(LOOPBACK, port());
            client = known;
        }
        return known;
    }

    /**
     * Returns the server itself.
     *
     * @throws IllegalStateException if the server does not run
     */
    public HttpServer server() {
        if (running == null) {
            throw new IllegalStateException(
                    "The server is not running. Tip: register it with @RegisterExtension, and use it in tests");
        }
        return running;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        start(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        start(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        stop(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        stop(context);
    }

    private void start(ExtensionContext context) {
        if (running == null) {
            ServerBuilder builder =
                    HttpServer.builder(application.get()).handleSignals(false).strict(true);
            running = configuration.apply(builder).host(LOOPBACK).port(0).start();
            owner = context.getUniqueId();
        }
    }

    private void stop(ExtensionContext context) {
        HttpServer server = running;
        if (server == null || !context.getUniqueId().equals(owner)) {
            return;
        }
        TestClient user = client;
        running = null;
        client = null;
        if (user != null) {
            // The client is closed first. Otherwise, the server would wait for its idle connection.
            user.close();
        }
        server.close();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == TestClient.class || type == RunningServer.class || type == HttpServer.class || type == URI.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        if (type == TestClient.class) {
            return client();
        }
        if (type == HttpServer.class) {
            return server();
        }
        return type == URI.class ? uri("/") : this;
    }
}
