package dev.interlock.example.shop;

import dev.interlock.example.shop.database.Database;
import dev.interlock.example.shop.database.DatabaseUrl;
import dev.interlock.example.shop.users.Passwords;
import dev.interlock.http.Readiness;
import dev.interlock.http.Router;
import dev.interlock.server.Admin;
import dev.interlock.server.HttpServer;
import dev.interlock.server.ServerBuilder;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;

/**
 * The next build of the shop, for {@code benchmarks/run migration}: the shop with changes on purpose, and with the
 * fault that the system property {@code shop.fault} names. This class is in the package of the shop because the parts
 * of the shop are not public. It is in a jar of its own, so that the example has no code for tests.
 */
public final class ChangedShop {
    private static final int ADMIN_PORT = 9090;

    private ChangedShop() {}

    /**
     * Serves until the process is stopped.
     *
     * @param arguments settings, as of the shop; a database is required
     */
    public static void main(String[] arguments) throws InterruptedException {
        Fault fault = Fault.valueOf(System.getProperty("shop.fault", "NONE"));
        ShopSettings settings = new ShopSettings(arguments, System.getenv());
        DatabaseUrl url = settings.databaseUrl();
        if (url == null) {
            System.err.println("The changed shop needs a database. Tip: set DATABASE_URL");
            System.exit(1);
            return;
        }
        try (PostgresStores stores = new PostgresStores(Database.open(url, settings.databasePool()))) {
            serve(settings, stores, fault);
        }
    }

    private static void serve(ShopSettings settings, PostgresStores stores, Fault fault) throws InterruptedException {
        Readiness readiness = new Readiness();
        Router router = Shop.router(stores, Passwords.standard(), Clock.systemUTC(), readiness);
        JvmMetrics.builder().register(PrometheusRegistry.defaultRegistry);
        ServerBuilder builder = HttpServer.builder(new ChangedRouter(router, fault))
                .port(0)
                .admin(Admin.port(ADMIN_PORT))
                .readiness(readiness)
                .arguments(settings.serverArguments());
        Observers.of(settings, PrometheusRegistry.defaultRegistry).forEach(builder::listener);
        HttpServer server = builder.start();
        System.out.println("Changed shop with fault " + fault + " on http://localhost:" + server.port());
        server.awaitShutdown();
    }
}
