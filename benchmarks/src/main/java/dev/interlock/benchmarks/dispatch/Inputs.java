package dev.interlock.benchmarks.dispatch;

import dev.interlock.generated.dispatch.TableTrace;
import dev.interlock.http.Router;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Files that a measurement reads: generated routers, and routes and lookups for peers in other languages.
 *
 * @param directory directory for all files
 */
record Inputs(Path directory) {
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
     * Returns the file of lookups. Its lines are {@code METHOD path route captured}. The word {@code route} is the line
     * number of the route in the file of routes. The word {@code captured} is the total length of the captured values.
     */
    Path lookups(Scenario scenario) {
        return directory.resolve("lookups-" + scenario.slug() + ".txt");
    }

    /**
     * Checks that all routers find the right routes for the lookups of a scenario. Also writes the input files for
     * peers in other languages.
     *
     * @throws IllegalStateException when a router finds the wrong route
     */
    void prepare(Scenario scenario, List<Contender> contenders) throws IOException, ReflectiveOperationException {
        RouteSet set = RouteSet.of(scenario.routes());
        Lookups lookups = Lookups.of(set, scenario.order());
        for (Contender contender : contenders) {
            try (Dispatcher dispatcher = contender.open(set, lookups, generated(scenario.routes()))) {
                contender.verify(dispatcher, set, lookups);
            }
        }
        List<String> routes = set.endpoints().stream()
                .map(endpoint -> endpoint.method() + " " + endpoint.withColonsAndStars())
                .toList();
        Files.write(routes(scenario), routes);
        List<String> lines = IntStream.range(0, Lookups.COUNT)
                .mapToObj(i -> lookups.methodName(i) + " " + lookups.path(i) + " " + lookups.endpoint(i) + " "
                        + lookups.capturedLength(i))
                .toList();
        Files.write(lookups(scenario), lines);
    }

    /**
     * Follows the lookups of a scenario through the tables of its router. The router must have been compiled.
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
}
