package dev.interlock.benchmarks.migration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Records the old build under mixed traffic with sign-in. Then replays the recording against two instances of the old
 * build and a new one, each with a copy of the same database.
 */
final class ReplayStage {
    private static final String PRICE = "GET /v1/catalog/products/{id}/price";
    private static final String CATEGORIES = "GET /v1/catalog/categories";
    private static final String DISCARD = "DELETE /v1/carts/{id}";
    private static final String STATUS = "GET /v1/orders/{id}/status";
    private static final String PRODUCT = "GET /v1/catalog/products/{id}";
    private static final String OPEN_CART = "POST /v1/carts";
    private static final long LOGIN_DISTANCE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
    private static final int FIRST_WARM_UP = 61;
    static final int WARM_UPS = 3;
    private static final double MOST_MEDIAN_MILLIS = 500;
    private static final String DIFFERENT = "different";
    private static final String ALLOWED = "allowed";

    private final PostgresServer postgres;
    private final Shops shops;
    private final Checks checks;
    private final Plan plan;
    private int found;

    ReplayStage(PostgresServer postgres, Shops shops, Checks checks, Plan plan) {
        this.postgres = postgres;
        this.shops = shops;
        this.checks = checks;
        this.plan = plan;
    }

    /** Records the traffic of customers. */
    void record(Path recording) throws IOException, InterruptedException {
        Files.createDirectories(recording);
        postgres.copy("base", "recorded");
        Shops.Place old = shops.start("recorded", Build.OLD, "recorded", "--recording-directory", recording.toString());
        warmUp(old);
        Tally tally = new Tally();
        List<Thread> customers = new ArrayList<>();
        for (int i = 1; i <= Plan.CUSTOMERS; i++) {
            int number = i;
            Thread customer = new Thread(() -> shop(old.port(), number, tally), "customer-" + i);
            customers.add(customer);
            customer.start();
        }
        TimeUnit.SECONDS.sleep(plan.recordSeconds());
        customers.forEach(Thread::interrupt);
        for (Thread customer : customers) {
            customer.join(TimeUnit.SECONDS.toMillis(30));
        }
        shops.stop("recorded");
        checks.fact(String.format(
                Locale.ROOT,
                "recorded: %,d requests of %d customers in %d s, %,d bytes",
                tally.requests(),
                Plan.CUSTOMERS,
                plan.recordSeconds(),
                size(recording)));
        checks.expect(
                "recording", "no request failed while it was recorded", tally.failed() == 0, "" + tally.failures());
    }

    /**
     * Signs in some times with accounts that no customer has. A process that has just started opens its connections to
     * the database, and would reject log-ins if it waits for them.
     */
    private static void warmUp(Shops.Place place) throws IOException {
        try (ShopConnection connection = new ShopConnection(place.port())) {
            for (int account = FIRST_WARM_UP; account < FIRST_WARM_UP + WARM_UPS; account++) {
                Customer.signIn(connection, Customer.email(account));
            }
        }
    }

    private void shop(int port, int number, Tally tally) {
        // The shop hashes few passwords at the same time, and rejects a log-in that waits for two seconds.
        LockSupport.parkNanos(LOGIN_DISTANCE_NANOS * number);
        Pace pace = new Pace(plan.recordRate() / Plan.CUSTOMERS, number / (double) Plan.CUSTOMERS);
        try (ShopConnection connection = new ShopConnection(port)) {
            Customer customer = new Customer(connection, number, pace, tally);
            while (!Thread.currentThread().isInterrupted()) {
                customer.visit(plan.visitRequests());
            }
        } catch (IOException | IllegalStateException e) {
            tally.fail("customer " + number + ": " + e);
        }
    }

    private static long size(Path recording) throws IOException {
        try (Stream<Path> files = Files.list(recording)) {
            long bytes = 0;
            for (Path file : files.toList()) {
                bytes += Files.size(file);
            }
            return bytes;
        }
    }

    /** Replays against one new build. */
    private Replay.Result replay(Replay replay, Build build) throws IOException, InterruptedException {
        String suffix = build.name().toLowerCase(Locale.ROOT);
        List<Shops.Place> places = new ArrayList<>();
        for (String name : List.of("old", "new", "old2")) {
            postgres.copy("base", name + "_" + suffix);
            places.add(shops.start(name, name.equals("new") ? build : Build.OLD, name + "_" + suffix));
        }
        for (Shops.Place place : places) {
            warmUp(place);
        }
        Replay.Result result = replay.compare(suffix, places.get(0), places.get(1), places.get(2));
        for (Shops.Place place : places) {
            shops.stop(place.name());
        }
        // Otherwise requests wait for each other, and their latencies say nothing about a build.
        checks.expect(
                "replay of " + suffix,
                "the machine keeps up with the recorded times",
                result.report().oldMillis() < MOST_MEDIAN_MILLIS,
                "half of the responses took up to " + result.report().oldMillis() + " ms");
        checks.add("replay of " + suffix, "compared", (double) result.report().compared());
        checks.add("replay of " + suffix, "sent late, P99", result.report().lateMillis());
        return result;
    }

    /** Replays against all builds. */
    void replayAll(Replay replay) throws IOException, InterruptedException {
        good(replay(replay, Build.GOOD));
        bad(Build.FAILING, replay(replay, Build.FAILING), STATUS, "status");
        bad(Build.HEADERLESS, replay(replay, Build.HEADERLESS), PRODUCT, "field");
        slow(replay(replay, Build.SLOW));
    }

    private void good(Replay.Result result) {
        ReplayReport report = result.report();
        String scenario = "replay of the good build";
        System.out.println("Replay of the good build: " + report.compared() + " requests compared");
        for (String[] change : new String[][] {{PRICE, "body"}, {CATEGORIES, "field"}, {DISCARD, "status"}}) {
            long count = report.count(ALLOWED, change[0], change[1]);
            if (checks.expect(
                    scenario,
                    "the replay finds the change on purpose of " + change[0],
                    count > 0,
                    count + " times, " + change[1])) {
                found++;
            }
        }
        checks.expect(
                scenario,
                "there is no other difference",
                result.exitCode() == 0 && report.with(DIFFERENT).isEmpty(),
                "exit code " + result.exitCode() + ", " + list(report));
    }

    private void bad(Build build, Replay.Result result, String route, String kind) {
        ReplayReport report = result.report();
        System.out.println("Replay of the build " + build.version() + ": " + report.compared() + " requests compared");
        long count = report.count(DIFFERENT, route, kind);
        boolean isFound = checks.expect(
                "replay of " + build.version(),
                "the replay finds the fault of " + route,
                result.exitCode() == 1 && count > 0,
                count + " times, " + kind);
        found += isFound ? 1 : 0;
        // Failed requests for the status lack its body and have a problem, but the status decides.
        checks.expect(
                "replay of " + build.version(),
                "it finds nothing else",
                report.with(DIFFERENT).stream().allMatch(each -> each.route().equals(route)),
                list(report));
    }

    private void slow(Replay.Result result) {
        ReplayReport report = result.report();
        System.out.println("Replay of the build " + Build.SLOW.version() + ": " + report.compared() + " compared");
        boolean isFound = checks.expect(
                "replay of the slow build",
                "the replay finds that " + OPEN_CART + " is slower",
                result.exitCode() == 1 && report.slower().contains(OPEN_CART),
                String.join(", ", report.slower()));
        found += isFound ? 1 : 0;
        checks.expect(
                "replay of the slow build",
                "it finds no difference",
                report.with(DIFFERENT).isEmpty(),
                list(report));
    }

    private static String list(ReplayReport report) {
        return report.with(DIFFERENT).stream()
                .map(each -> each.route() + " " + each.kind() + " " + each.path() + " " + each.count() + " times")
                .collect(Collectors.joining(", ", "differences: [", "]"));
    }

    /** Returns the number of planted differences and faults that the replay has found. */
    int found() {
        return found;
    }

    /** Returns the number of planted differences and faults. */
    static int planted() {
        return 6;
    }
}
