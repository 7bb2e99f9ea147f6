package dev.interlock.example.shop;

import dev.interlock.annotation.Access;
import dev.interlock.annotation.HttpApp;
import dev.interlock.example.shop.analytics.Analytics;
import dev.interlock.example.shop.analytics.AnalyticsController;
import dev.interlock.example.shop.analytics.InMemoryEventStore;
import dev.interlock.example.shop.analytics.InMemorySalesStore;
import dev.interlock.example.shop.analytics.SalesStore;
import dev.interlock.example.shop.auth.AuthController;
import dev.interlock.example.shop.auth.AuthFilter;
import dev.interlock.example.shop.auth.InMemorySessionStore;
import dev.interlock.example.shop.auth.LoginLimit;
import dev.interlock.example.shop.auth.Logins;
import dev.interlock.example.shop.auth.SessionStore;
import dev.interlock.example.shop.carts.CartController;
import dev.interlock.example.shop.carts.Carts;
import dev.interlock.example.shop.carts.InMemoryCartStore;
import dev.interlock.example.shop.catalog.CatalogController;
import dev.interlock.example.shop.catalog.ImageStore;
import dev.interlock.example.shop.catalog.InMemoryImageStore;
import dev.interlock.example.shop.catalog.InMemoryProductStore;
import dev.interlock.example.shop.catalog.ProductStore;
import dev.interlock.example.shop.catalog.SampleImages;
import dev.interlock.example.shop.orders.InMemoryOrderStore;
import dev.interlock.example.shop.orders.OrderController;
import dev.interlock.example.shop.orders.OrderDesk;
import dev.interlock.example.shop.payments.InMemoryBank;
import dev.interlock.example.shop.payments.InMemoryPaymentStore;
import dev.interlock.example.shop.payments.PaymentController;
import dev.interlock.example.shop.payments.PaymentDesk;
import dev.interlock.example.shop.reviews.InMemoryReviewStore;
import dev.interlock.example.shop.reviews.ReviewController;
import dev.interlock.example.shop.site.SiteController;
import dev.interlock.example.shop.users.Accounts;
import dev.interlock.example.shop.users.InMemoryUserStore;
import dev.interlock.example.shop.users.UserController;
import dev.interlock.example.shop.users.UserStore;
import dev.interlock.example.shop.web.Failures;
import dev.interlock.filter.Compression;
import dev.interlock.filter.Cors;
import dev.interlock.filter.Decompression;
import dev.interlock.filter.RequestIds;
import dev.interlock.filter.SecurityHeaders;
import dev.interlock.http.Readiness;
import dev.interlock.metrics.ServerMetrics;
import dev.interlock.server.Admin;
import dev.interlock.server.HttpServer;
import dev.interlock.server.ServerBuilder;
import dev.interlock.server.StartException;
import dev.interlock.tracing.Tracing;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Creates the parts of the shop and serves them. */
@HttpApp(
        access = Access.CLOSED,
        controllers = {
            AuthController.class,
            UserController.class,
            CatalogController.class,
            CartController.class,
            OrderController.class,
            PaymentController.class,
            AnalyticsController.class,
            ReviewController.class,
            SiteController.class
        },
        filters = {SecurityHeaders.class, Cors.class, Compression.class, Decompression.class, AuthFilter.class},
        errors = Failures.class)
public final class Shop {
    /**
     * Allows pages of any origin to read the catalog. With an access token, these pages may also use the other routes.
     * Browsers send them no cookies.
     */
    private static final Cors CORS = Cors.anyOrigin()
            .headers("authorization", "content-type", "idempotency-key")
            .exposedHeaders("etag", "x-request-id");

    private static final String DEFAULT_PORT = "8080";
    private static final int ADMIN_PORT = 9090;
    private static final Duration DISK_TIMEOUT = Duration.ofSeconds(1);
    private static final long LEAST_DISK_BYTES = 64L << 20;
    private static final int EXIT_START_FAILED = 1;

    private Shop() {}

    /**
     * Serves until the process is stopped.
     *
     * @param arguments server settings, such as {@code --port 9000}
     */
    public static void main(String[] arguments) throws InterruptedException {
        String port = System.getenv().getOrDefault("PORT", DEFAULT_PORT);
        try {
            serve(Integer.parseInt(port), arguments);
        } catch (NumberFormatException e) {
            System.err.println("The variable PORT must be a number from 0 to 65535, not '" + port + "'");
            System.exit(EXIT_START_FAILED);
        } catch (StartException e) {
            System.err.println(e.getMessage());
            System.exit(EXIT_START_FAILED);
        }
    }

    private static void serve(int port, String... arguments) throws InterruptedException {
        Readiness readiness = new Readiness();
        ShopRouter router = router(Clock.systemUTC(), readiness);
        ServerBuilder builder = HttpServer.builder(router)
                .port(port)
                .admin(Admin.port(ADMIN_PORT).withCheck("disk", DISK_TIMEOUT, Shop::diskProblem))
                .readiness(readiness)
                .listener(ServerMetrics.in(PrometheusRegistry.defaultRegistry))
                .arguments(arguments);
        if (hasTracingAgent()) {
            builder.listener(Tracing.of(GlobalOpenTelemetry.get()));
        }
        HttpServer server = builder.start();
        // Concatenates strings, because a Formatter would load the locales. Loading them takes longer than the rest of
        // the start.
        System.out.println(
                "Interlock shop: " + router.routes().size() + " routes on http://localhost:" + server.port());
        server.awaitShutdown();
    }

    /**
     * Whether the Java agent of OpenTelemetry runs. The OpenTelemetry API also has this information, but it would load
     * a JDK logger at each start.
     */
    private static boolean hasTracingAgent() {
        return ClassLoader.getSystemClassLoader().getDefinedPackage("io.opentelemetry.javaagent") != null;
    }

    /** Returns a warning if uploads may soon fail because the disk is nearly full, otherwise null. */
    private static @Nullable String diskProblem() throws IOException {
        long free = Files.getFileStore(Path.of(System.getProperty("java.io.tmpdir")))
                .getUsableSpace();
        return free < LEAST_DISK_BYTES ? "less than 64 MiB are free for uploads" : null;
    }

    /** Creates a shop with stores in memory. They contain the sample data. */
    static ShopRouter router(Clock clock, Readiness readiness) {
        UserStore users = new InMemoryUserStore();
        ProductStore products = new InMemoryProductStore();
        ImageStore images = new SampleImages(new InMemoryImageStore());
        SampleData.fill(users, products, clock);

        SessionStore sessions = new InMemorySessionStore();
        Accounts accounts = new Accounts(users, sessions::removeAll, clock);
        Logins logins = new Logins(sessions, users, accounts, clock);
        OrderDesk orders = new OrderDesk(new InMemoryOrderStore(), products, clock);
        Carts carts = new Carts(new InMemoryCartStore(), products, orders);
        SalesStore sales = new InMemorySalesStore();
        PaymentDesk payments = new PaymentDesk(new InMemoryPaymentStore(), orders, new InMemoryBank(), sales, clock);
        Analytics analytics = new Analytics(new InMemoryEventStore(), sales, clock);

        return ShopRouter.of(
                new AuthController(logins, new LoginLimit(clock)),
                new UserController(accounts),
                new CatalogController(products, images),
                new CartController(carts),
                new OrderController(orders),
                new PaymentController(payments),
                new AnalyticsController(analytics),
                new ReviewController(new InMemoryReviewStore(), products, clock),
                new SiteController(readiness),
                SecurityHeaders.standard(),
                CORS,
                Compression.standard(),
                Decompression.standard(),
                new AuthFilter(logins),
                RequestIds.standard(),
                new Failures());
    }
}
