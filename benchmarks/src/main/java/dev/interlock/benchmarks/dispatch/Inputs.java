package dev.interlock.benchmarks.dispatch;

import com.sun.management.OperatingSystemMXBean;
import dev.interlock.dispatch.TableTrace;
import dev.interlock.http.Router;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** The files that measurements start from: generated routers, and routes and lookups for peers of other languages. */
final class Inputs {
    private final Path directory;

    /** Files are below the directory. */
    Inputs(Path directory) {
        this.directory = directory;
    }

    /** Holds the classes of each set in a folder named after its size. */
    Path generated() {
        return directory.resolve("generated");
    }

    /** The classes of one set. */
    Path generated(int routes) {
        return generated().resolve(Integer.toString(routes));
    }

    /** Lines {@code METHOD template}, with {@code :name} and {@code *name}. */
    Path routes(Scenario scenario) {
        return directory.resolve("routes-" + scenario.routes() + ".txt");
    }

    /** Lines {@code METHOD path route captured}: the number of the route's line, and the length of its values. */
    Path lookups(Scenario scenario) {
        return directory.resolve("lookups-" + scenario.slug() + ".txt");
    }

    /**
     * What compiler and processor took.
     *
     * @param seconds on the clock: more where others use the machine
     * @param cpuSeconds of all threads of this process, the JVM's own compiler and collector among them
     */
    record CompileTime(double seconds, double cpuSeconds) {}

    /** Compiles a set. */
    CompileTime compile(int routes) throws IOException {
        RouteSet set = RouteSet.of(routes);
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long cpu = system.getProcessCpuTime();
        long start = System.nanoTime();
        GeneratedRouter.compile(set, generated(routes));
        double seconds = (System.nanoTime() - start) / 1e9;
        return new CompileTime(seconds, (system.getProcessCpuTime() - cpu) / 1e9);
    }

    /**
     * Checks the implementations on the lookups of a scenario, and writes these for other languages.
     *
     * @throws IllegalStateException when one of them finds another route than the lookup was made for
     */
    void prepare(Scenario scenario, List<Contender> contenders) throws IOException, ReflectiveOperationException {
        RouteSet set = RouteSet.of(scenario.routes());
        Lookups lookups = Lookups.of(set, scenario.order());
        for (Contender contender : contenders) {
            try (Dispatcher dispatcher = contender.open(set, lookups, generated(scenario.routes()))) {
                contender.verify(dispatcher, set, lookups);
            }
        }
        Files.write(
                routes(scenario),
                set.endpoints().stream().map(Inputs::routeLine).toList());
        Files.write(
                lookups(scenario),
                IntStream.range(0, Lookups.COUNT)
                        .mapToObj(i -> lookupLine(set, lookups, i))
                        .toList());
    }

    /**
     * Follows the lookups of a scenario through the tables of its router. Call {@link #compile} for the set before.
     *
     * @throws IllegalStateException when the tables lead elsewhere than the router's lookups
     */
    TableTrace trace(Scenario scenario) throws IOException, ReflectiveOperationException {
        RouteSet set = RouteSet.of(scenario.routes());
        return trace(GeneratedRouter.load(generated(scenario.routes())), Lookups.of(set, scenario.order()));
    }

    static TableTrace trace(Router router, Lookups lookups) throws ReflectiveOperationException {
        TableTrace trace = new TableTrace(GeneratedRouter.tables(router));
        for (int i = 0; i < Lookups.COUNT; i++) {
            trace.follow(lookups.method(i), lookups.bytes(), lookups.start(i), lookups.end(i));
        }
        return trace;
    }

    private static String routeLine(Endpoint endpoint) {
        return endpoint.method() + " " + endpoint.withColonsAndStars();
    }

    private static String lookupLine(RouteSet set, Lookups lookups, int lookup) {
        int endpoint = lookups.endpoint(lookup);
        String method = set.endpoints().get(endpoint).method();
        return method + " " + lookups.path(lookup) + " " + endpoint + " " + lookups.capturedLength(lookup);
    }
}
