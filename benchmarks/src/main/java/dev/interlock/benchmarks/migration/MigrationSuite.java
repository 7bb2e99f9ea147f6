package dev.interlock.benchmarks.migration;

import dev.interlock.benchmarks.results.Arguments;
import dev.interlock.benchmarks.results.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A migration from the first recorded request to the last drained instance, with PostgreSQL, HAProxy, Prometheus, and
 * processes of the example. Each claim is checked, and the last fact says how many hold.
 */
public final class MigrationSuite {
    private static final int BAD_BUILDS = 3;

    private final Arguments arguments;
    private final Plan plan;
    private final Results results = Results.begin("migration");
    private final Checks checks = new Checks(results);

    /**
     * Takes the options {@code --shop JAR --builds JAR --replay JAR --canary JAR --deploy DIRECTORY --site DIRECTORY}
     * and {@code --quick}.
     */
    public MigrationSuite(Arguments arguments) throws IOException {
        this.arguments = arguments;
        plan = Plan.of(arguments.isQuick());
    }

    /** Runs all stages. Wrong claims are failures of the results. */
    public Results run() throws IOException, InterruptedException {
        // A run that is interrupted leaves no servers behind.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroy), "end-children"));
        plan.arithmetic().forEach(checks::fact);
        try (PostgresServer postgres = PostgresServer.start(arguments.file("postgres.log"));
                Shops shops = new Shops(arguments, postgres)) {
            fill(postgres, shops);
            ReplayStage replays = new ReplayStage(postgres, shops, checks, plan);
            Path recording = arguments.file("recording");
            replays.record(recording);
            replays.replayAll(new Replay(arguments, recording, plan));
            rollOut(postgres, shops, replays);
        }
        return results;
    }

    /** Creates the database that all others are copies of. */
    private void fill(PostgresServer postgres, Shops shops) throws IOException, InterruptedException {
        postgres.query("postgres", "create database base");
        // The shop creates its tables.
        shops.start("base", Build.OLD, "base", "--sample-data", "true");
        shops.stop("base");
        postgres.query("base", """
                insert into users (email, name, role, password_hash, created_at)
                  select 'shopper' || n || '@example.com', 'Shopper ' || n, 'CUSTOMER',
                      '%s', now()
                  from generate_series(1, 64) n;
                update products set stock = 1000000, version = version + 1 where id = 5;
                -- Opening a cart takes 165 ms, as if it asked another system. So the slowest three in a hundred
                -- requests are these, and the P99 of all routes does not depend on how busy the machine is.
                create function ask_slow_system() returns trigger language plpgsql as $$
                begin
                  perform pg_sleep(0.163);
                  return new;
                end $$;
                create trigger slow_cart before insert on carts for each row execute function ask_slow_system();
                """.formatted(PasswordHash.of(Customer.PASSWORD)));
    }

    private void rollOut(PostgresServer postgres, Shops shops, ReplayStage replays)
            throws IOException, InterruptedException {
        postgres.copy("base", "live");
        for (String name : Balancer.BLUE) {
            shops.start(name, Build.OLD, "live");
        }
        try (Balancer balancer =
                        Balancer.start(Path.of(arguments.text("deploy")), shops, arguments.file("haproxy.log"));
                PrometheusServer prometheus = PrometheusServer.start(arguments.file("prometheus"))) {
            RolloutStage rollouts = new RolloutStage(arguments, postgres, shops, balancer, prometheus, checks, plan);
            rollouts.rollBack(Build.FAILING);
            rollouts.rollBack(Build.SLOW);
            rollouts.rollBack(Build.HEADERLESS);
            rollouts.kill();
            rollouts.promote();
            checks.fact(summary(replays, rollouts, rollouts.compareOrders()));
        }
    }

    private static String summary(ReplayStage replays, RolloutStage rollouts, Ledger.Comparison orders) {
        return String.format(
                Locale.ROOT,
                "found %d of %d planted differences by replay; rolled back %d of %d bad builds at 5 %% (failed requests of"
                        + " clients: %s); good build %s; %d kills, %d orders, %d lost, %d doubled",
                replays.found(),
                ReplayStage.planted(),
                rollouts.rolledBack(),
                BAD_BUILDS,
                rollouts.failedRequests(),
                rollouts.isPromoted() ? "at 100 % without a failed request" : "NOT promoted without a failed request",
                rollouts.kills(),
                orders.orders(),
                orders.lost().size(),
                orders.doubled().size());
    }
}
