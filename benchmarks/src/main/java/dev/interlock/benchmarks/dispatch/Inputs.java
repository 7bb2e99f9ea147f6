package dev.interlock.benchmarks.dispatch;

import com.sun.management.OperatingSystemMXBean;
import dev.interlock.generated.dispatch.TableTrace;
import dev.interlock.http.Router;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Input files of the measurements: generated routers, and routes and lookups for peers in other languages. */
final class Inputs {
    private final Path directory;

    /** Keeps all files below the directory. */
    Inputs(Path directory) {
        this.directory = directory;
    }

    /** Returns the directory with the classes of all sets. Each set has a folder named after its size. */
    Path generated() {
        return directory.resolve("generated");
    }

    /** Returns the directory with the classes of one set. */
    Path generated(int routes) {
        return generated().resolve(Integer.toString(routes));
    }

    /** Returns the file of routes. Its lines are {@code METHOD template}, with {@code :name} and {@code *name}. */
    Path routes(Scenario scenario) {
        return directory.resolve("routes-" + scenario.routes() + ".txt");
    }

    /**
     * Returns the file of lookups. Its lines are {@code METHOD path route captured}. The last two words are the line
     * number of the route and the length of the captured values.
     */
    Path lookups(Scenario scenario) {
        return directory.resolve("lookups-" + scenario.slug() + ".txt");
    }

    /**
     * Time that the compiler and the processor took.
     *
     * @param seconds elapsed time, which grows when other programs use the machine
     * @param cpuSeconds CPU time of all threads of this process, including the JVM's own compiler and collector
     */
    record CompileTime(double seconds, double cpuSeconds) {}

    /** Compiles a set and returns the time. */
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
     * Checks the implementations on the lookups of a scenario. Writes the input files for other languages.
     *
     * @throws IllegalStateException when an implementation finds the wrong route
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
     * Follows the lookups of a scenario through the tables of its router. The set must have been {@linkplain #compile
     * compiled}.
     *
     * @throws IllegalStateException when the tables and the router's lookups disagree
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
