package dev.interlock.benchmarks.migration;

import dev.interlock.benchmarks.process.Program;
import dev.interlock.benchmarks.results.Arguments;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Gives new builds 5, 20 and 100 % of the load behind HAProxy. The script of the example moves the load, and the
 * command {@code router-canary} decides by the data of Prometheus.
 */
final class RolloutStage {
    private static final String DATABASE = "live";
    /** Requests of each new instance before it takes load, so that its code is compiled. */
    private static final int WARM_UP = 6_000;

    private static final double WARM_UP_RATE = 2_000;

    /** Tokens are valid for 15 minutes, and a step takes at most four. */
    private static final long TOKEN_NANOS = TimeUnit.MINUTES.toNanos(7);

    private static final int ROLLED_BACK = 1;

    private final Arguments arguments;
    private final Path deploy;
    private final PostgresServer postgres;
    private final Shops shops;
    private final Balancer balancer;
    private final PrometheusServer prometheus;
    private final Checks checks;
    private final Plan plan;
    private final Ledger ledger = new Ledger();
    private final Map<Build, Long> failedRequests = new LinkedHashMap<>();
    private List<Load.Account> accounts = List.of();
    private long signedIn;
    private int rolledBack;
    private boolean isPromoted;
    private int kills;

    RolloutStage(
            Arguments arguments,
            PostgresServer postgres,
            Shops shops,
            Balancer balancer,
            PrometheusServer prometheus,
            Checks checks,
            Plan plan) {
        this.arguments = arguments;
        this.deploy = Path.of(arguments.text("deploy"));
        this.postgres = postgres;
        this.shops = shops;
        this.balancer = balancer;
        this.prometheus = prometheus;
        this.checks = checks;
        this.plan = plan;
    }

    /** Starts the new instances, and lets Prometheus know them. */
    private void startGreen(Build build) throws IOException, InterruptedException {
        Map<Shops.Place, String> instances = new LinkedHashMap<>();
        for (String name : Balancer.BLUE) {
            instances.put(shops.place(name), Build.OLD.version());
        }
        for (String name : Balancer.GREEN) {
            instances.put(shops.start(name, build, DATABASE), build.version());
        }
        balancer.reset();
        balancer.awaitUp(Balancer.BLUE);
        signIn();
        warmUp();
        prometheus.scrape(instances);
        balancer.awaitUp(Balancer.GREEN);
    }

    /** Signs in, unless the tokens are still valid. The shop allows an address only some log-ins in a minute. */
    private void signIn() throws IOException {
        if (accounts.isEmpty() || System.nanoTime() - signedIn > TOKEN_NANOS) {
            accounts = Load.signIn(balancer.port());
            signedIn = System.nanoTime();
        }
    }

    /** Sends requests to the new instances themselves. They come before the first step, so no verdict counts them. */
    private void warmUp() throws IOException, InterruptedException {
        List<Load> loads = new ArrayList<>();
        for (String name : Balancer.GREEN) {
            loads.add(Load.start(shops.place(name).port(), WARM_UP_RATE, accounts, ledger));
        }
        for (Load load : loads) {
            while (load.tally().requests() < WARM_UP) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        for (Load load : loads) {
            load.close();
        }
    }

    private Map<String, String> verdictOf(Build build) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("JAVA", Program.ofJava("java"));
        environment.put("CANARY_JAR", arguments.text("canary"));
        environment.put("REPLAY_JAR", arguments.text("replay"));
        environment.put("PROMETHEUS", prometheus.address().toString());
        environment.put("BASELINE", "version=\"" + Build.OLD.version() + "\"");
        environment.put("CANARY", "version=\"" + build.version() + "\"");
        // The machine serves both builds and sends the load. It can cause a difference of some milliseconds, and a busy
        // processor can slow all requests for some seconds.
        environment.put("CANARY_OPTIONS", "--latency-quantiles 0.99 --latency-slack 10ms --latency-burst 10s");
        Path site = Path.of(arguments.text("site"));
        environment.put("PROBE", site.resolve("probe.har").toString());
        environment.put("PROBE_OPTIONS", "--loop 12 --rate 60/s --rules " + site.resolve("rules.yaml"));
        try {
            environment.put("PROBE_OLD", shops.place("blue1").url());
            environment.put("PROBE_OLD2", shops.place("blue2").url());
            environment.put("PROBE_NEW", shops.place("green1").url());
        } catch (IOException e) {
            throw new IllegalStateException("The places are known", e);
        }
        environment.put(
                "PROBE_DIRECTORY", arguments.file("probe-" + build.version()).toString());
        return environment;
    }

    private Rollout rollOut(Build build, String verdict, String log) throws IOException {
        return Rollout.start(deploy, balancer, verdict, verdictOf(build), arguments.results(), arguments.file(log));
    }

    private Load load() {
        return Load.start(balancer.port(), plan.loadRate(), accounts, ledger);
    }

    /** Rolls a bad build out. The verdict must roll it back at 5 %. */
    void rollBack(Build build) throws IOException, InterruptedException {
        System.out.println("Roll-out of the build " + build.version());
        startGreen(build);
        int exitCode;
        RolloutLog log;
        Tally tally;
        try (Load load = load();
                Rollout rollout = rollOut(build, verdict(), "rollout-" + build.version() + ".log")) {
            exitCode = rollout.exitCode();
            log = rollout.log();
            tally = load.tally();
        }
        record(build, log, tally);
        boolean isRolledBack = exitCode == ROLLED_BACK && log.rolledBackFrom().equals(Optional.of(5.0));
        boolean byVerdict = log.reason().startsWith("verdict at 5 %") && build.isReason(log.reason());
        if (checks.expect(
                "roll-out of " + build.version(),
                "the verdict rolls it back at 5 %",
                isRolledBack && byVerdict,
                log.reason())) {
            rolledBack++;
        }
        checks.fact("failed requests of " + build.version() + ": " + tally.failed() + " of "
                + String.format(Locale.ROOT, "%,d", tally.requests()) + " " + tally.failures());
        failedRequests.put(build, tally.failed());
        stopGreen();
    }

    private String verdict() {
        return "sh " + deploy.resolve("haproxy/verdict") + " {since}";
    }

    private void record(Build build, RolloutLog log, Tally tally) {
        String scenario = "roll-out of " + build.version();
        checks.add(scenario, "failed requests", (double) tally.failed());
        checks.add(scenario, "requests", (double) tally.requests());
        log.lengthOf(5).map(RolloutStage::seconds).ifPresent(value -> checks.add(scenario, "time at 5 %", value));
        log.length().map(RolloutStage::seconds).ifPresent(value -> checks.add(scenario, "time of the roll-out", value));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private void stopGreen() throws IOException {
        for (String name : Balancer.GREEN) {
            shops.stop(name);
        }
    }

    /** Rolls the good build out, until the old instances have ended. */
    void promote() throws IOException, InterruptedException {
        System.out.println("Roll-out of the build " + Build.GOOD.version());
        startGreen(Build.GOOD);
        int exitCode;
        RolloutLog log;
        Tally tally;
        try (Load load = load();
                Rollout rollout = rollOut(Build.GOOD, verdict(), "rollout-good.log")) {
            exitCode = rollout.exitCode();
            if (exitCode == 0) {
                // The script has sent SIGTERM to the old instances. Clients continue until these have ended.
                for (String name : Balancer.BLUE) {
                    shops.stop(name);
                }
            }
            log = rollout.log();
            tally = load.tally();
        }
        record(Build.GOOD, log, tally);
        isPromoted = checks.expect(
                "roll-out of the good build",
                "it gets 5, 20 and 100 %",
                exitCode == 0 && log.isPromoted(),
                exitCode == 0 ? "" : log.reason());
        isPromoted &= checks.expect(
                "roll-out of the good build",
                "no request failed, also while the old build drained",
                tally.failed() == 0,
                tally.requests() + " requests, failed: " + tally.failures());
    }

    /** Kills an old and a new instance at each step. A killed new instance rolls back. */
    void kill() throws IOException, InterruptedException {
        for (int percent : new int[] {5, 20, 100}) {
            System.out.println("Kills at " + percent + " %");
            startGreen(Build.GOOD);
            try (Load load = load()) {
                killAt(percent);
                checks.fact("kill -9 of an old and a new instance at " + percent + " %: "
                        + load.tally().failed() + " failed requests of "
                        + load.tally().requests() + " " + load.tally().failures());
            }
            stopGreen();
        }
    }

    private void killAt(int percent) throws IOException, InterruptedException {
        // A stand-in for the verdict, which goes on until this step and waits there.
        String verdict = "sh -c 'test $ROLLOUT_PERCENT -lt " + percent + " || exit 3'";
        try (Rollout rollout = rollOut(Build.GOOD, verdict, "rollout-kills-" + percent + ".log")) {
            rollout.awaitStep(percent);
            TimeUnit.SECONDS.sleep(2);
            shops.kill("blue2");
            kills++;
            TimeUnit.SECONDS.sleep(2);
            shops.start("blue2", Build.OLD, DATABASE);
            balancer.awaitUp(Balancer.BLUE);
            shops.kill("green1");
            kills++;
            int exitCode = rollout.exitCode();
            checks.expect(
                    "kills",
                    "a killed new instance rolls back from " + percent + " %",
                    exitCode == ROLLED_BACK && rollout.log().rolledBackFrom().equals(Optional.of((double) percent)),
                    rollout.log().reason());
        }
    }

    /** Compares what clients were told with the database. */
    Ledger.Comparison compareOrders() throws IOException, InterruptedException {
        List<Ledger.Stored> rows = new ArrayList<>();
        for (String row :
                postgres.query(DATABASE, "select note, count(*), min(id) from orders where note <> '' group by note")) {
            String[] columns = row.split("\\|", -1);
            rows.add(new Ledger.Stored(columns[0], Long.parseLong(columns[1]), Long.parseLong(columns[2])));
        }
        Ledger.Comparison comparison = ledger.compare(rows);
        checks.add("orders", "orders", comparison.orders());
        checks.add("orders", "lost orders", comparison.lost().size());
        checks.add("orders", "doubled orders", comparison.doubled().size());
        checks.expect(
                "orders",
                "no order is lost or doubled",
                comparison.isClean() && comparison.orders() > 0,
                comparison.orders() + " orders, lost " + comparison.lost() + ", doubled " + comparison.doubled()
                        + ", unknown " + comparison.unknown() + ", not confirmed " + ledger.open());
        long stock = Long.parseLong(postgres.query(DATABASE, "select 1000000 - stock from products where id = 5")
                .get(0));
        long sold = Long.parseLong(postgres.query(DATABASE, "select sum(quantity) from order_lines")
                .get(0));
        checks.expect("orders", "the stock has exactly the units that orders have", stock == sold, sold + " units");
        return comparison;
    }

    int rolledBack() {
        return rolledBack;
    }

    boolean isPromoted() {
        return isPromoted;
    }

    int kills() {
        return kills;
    }

    /** Returns the failed requests of the clients during the roll-out of each bad build. */
    Map<Build, Long> failedRequests() {
        return failedRequests;
    }
}
