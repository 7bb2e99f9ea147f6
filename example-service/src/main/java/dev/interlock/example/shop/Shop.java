package dev.interlock.example.shop;

import dev.interlock.annotation.Access;
import dev.interlock.annotation.HttpApp;
import dev.interlock.example.shop.analytics.AnalyticsController;
import dev.interlock.example.shop.auth.AuthController;
import dev.interlock.example.shop.auth.AuthFilter;
import dev.interlock.example.shop.carts.CartController;
import dev.interlock.example.shop.catalog.CatalogController;
import dev.interlock.example.shop.database.Database;
import dev.interlock.example.shop.database.DatabaseException;
import dev.interlock.example.shop.database.DatabaseUrl;
import dev.interlock.example.shop.orders.OrderController;
import dev.interlock.example.shop.payments.PaymentController;
import dev.interlock.example.shop.reviews.ReviewController;
import dev.interlock.example.shop.site.SiteController;
import dev.interlock.example.shop.users.Passwords;
import dev.interlock.example.shop.users.UserController;
import dev.interlock.example.shop.web.CacheFor;
import dev.interlock.example.shop.web.Failures;
import dev.interlock.example.shop.web.RetryLater;
import dev.interlock.filter.Compression;
import dev.interlock.filter.Cors;
import dev.interlock.filter.Decompression;
import dev.interlock.filter.RequestIds;
import dev.interlock.filter.SecurityHeaders;
import dev.interlock.http.Readiness;
import dev.interlock.http.Router;
import dev.interlock.http2.Http2;
import dev.interlock.server.Admin;
import dev.interlock.server.HttpServer;
import dev.interlock.server.ServerBuilder;
import dev.interlock.server.StartException;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The shop with a database, and the program that serves it. Without a database, it serves {@link InMemoryShop}. The two
 * applications differ only in the controller of orders.
 */
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
        filters = {
            SecurityHeaders.class,
            Cors.class,
            Compression.class,
            Decompression.class,
            RetryLater.class,
            AuthFilter.class
        },
        errors = Failures.class)
public final class Shop {
    /**
     * Allows pages of any origin to read the catalog. With an access token, these pages may also use the other routes.
     * Browsers send no cookies.
     */
    static final Cors CORS = Cors.anyOrigin()
            .headers("authorization", "content-type", "idempotency-key")
            .exposedHeaders("etag", "location", "x-request-id");

    private static final String DEFAULT_PORT = "8080";
    private static final int ADMIN_PORT = 9090;
    private static final Duration CHECK_TIMEOUT = Duration.ofSeconds(3);
    private static final long MIN_DISK_BYTES = 64L << 20;
    private static final int EXIT_START_FAILED = 1;

    private Shop() {}

    /**
     * Serves until the process is stopped.
     *
     * @param arguments settings of the shop, such as {@code --database-url URL}, and of the server, such as
     *     {@code --port 9000}
     */
    public static void main(String[] arguments) throws InterruptedException {
        String port = System.getenv().getOrDefault("PORT", DEFAULT_PORT);
        try {
            ShopSettings settings = new ShopSettings(arguments, System.getenv());
            try (Stores stores = open(settings)) {
                serve(Integer.parseInt(port), settings, stores);
            }
        } catch (NumberFormatException e) {
            System.err.println("The variable PORT must be a number from 0 to 65535, not '" + port + "'");
            System.exit(EXIT_START_FAILED);
        } catch (ShopSettings.SettingException | DatabaseException | StartException e) {
            System.err.println(e.getMessage());
            System.exit(EXIT_START_FAILED);
        }
    }

    private static Stores open(ShopSettings settings) throws InterruptedException {
        Clock clock = Clock.systemUTC();
        DatabaseUrl url = settings.databaseUrl();
        if (url == null) {
            InMemoryStores stores = new InMemoryStores();
            if (settings.sampleData()) {
                SampleData.standard().fill(stores.users(), stores.products(), clock);
            }
            return stores;
        }
        PostgresStores stores = new PostgresStores(Database.open(url, settings.databasePool()));
        if (settings.sampleData()) {
            stores.fill(SampleData.standard(), clock);
        }
        return stores;
    }

    private static void serve(int port, ShopSettings settings, Stores stores) throws InterruptedException {
        Readiness readiness = new Readiness();
        Router router = router(stores, Passwords.standard(), Clock.systemUTC(), readiness);
        ServerBuilder builder = HttpServer.builder(router)
                .port(port)
                .protocol(Http2.protocol())
                .admin(admin(stores))
                .readiness(readiness)
                .arguments(settings.serverArguments());
        Observers.of(settings, PrometheusRegistry.defaultRegistry).forEach(builder::listener);
        if (stores.mayWait()) {
            // These metrics load java.lang.management, which the quick start of a shop in memory does without.
            JvmMetrics.builder().register(PrometheusRegistry.defaultRegistry);
        }
        HttpServer server = builder.start();
        String scheme = server.state().tls().isEmpty() ? "http" : "https";
        System.out.println(
                "Interlock shop: " + router.routes().size() + " routes on " + scheme + "://localhost:" + server.port());
        server.awaitShutdown();
    }

    private static Admin admin(Stores stores) {
        Admin admin = Admin.port(ADMIN_PORT).withCheck("disk", CHECK_TIMEOUT, Shop::diskProblem);
        return stores instanceof PostgresStores postgres
                ? admin.withCheck("database", CHECK_TIMEOUT, postgres.database()::problem)
                : admin;
    }

    /** Returns a warning if uploads may soon fail because the disk is nearly full, otherwise null. */
    private static @Nullable String diskProblem() throws IOException {
        long free = Files.getFileStore(Path.of(System.getProperty("java.io.tmpdir")))
                .getUsableSpace();
        return free < MIN_DISK_BYTES ? "less than 64 MiB are free for uploads" : null;
    }

    /** Creates the routes of a shop. */
    static Router router(Stores stores, Passwords passwords, Clock clock, Readiness readiness) {
        Controllers parts = new Controllers(stores, passwords, clock, readiness);
        return stores.mayWait() ? router(parts) : InMemoryShop.router(parts);
    }

    private static Router router(Controllers parts) {
        return ShopRouter.of(
                parts.auth,
                parts.users,
                parts.catalog,
                parts.carts,
                new OrderController(parts.orders, parts.streams),
                parts.payments,
                parts.analytics,
                parts.reviews,
                parts.site,
                SecurityHeaders.standard(),
                CORS,
                Compression.standard(),
                Decompression.standard(),
                new RetryLater(),
                parts.authFilter,
                new CacheFor.Filters(),
                RequestIds.standard(),
                new Failures());
    }
}
