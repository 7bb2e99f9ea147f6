package dev.interlock.processor.verify;

import dev.interlock.processor.check.route.ProvenApplication;
import dev.interlock.processor.model.Application;
import dev.interlock.processor.model.PathTemplate;
import dev.interlock.processor.model.Rank;
import dev.interlock.processor.model.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Routes of an application. This class finds the route of each path only by the routing rules, without the tables. */
final class Specification {
    /** All routes by number, including variants that a lookup never returns. */
    private final List<SpecifiedRoute> routes;
    /** Routes that a lookup can find, by method. More specific routes come first. */
    private final List<List<SpecifiedRoute>> byMethod;
    /**
     * For each route, the number of the route that a lookup returns for the same paths. For a route with variants, this
     * is the preferred variant; for any other route, the route itself.
     */
    private final List<Integer> found;

    private Specification(List<SpecifiedRoute> routes, List<List<SpecifiedRoute>> byMethod, List<Integer> found) {
        this.routes = routes;
        this.byMethod = byMethod;
        this.found = found;
    }

    /**
     * A route in the form that its author wrote.
     *
     * @param method number of the request method
     * @param name method and template in the form that diagnostics show
     * @param found number of the route that a lookup returns for the paths of this route. If the route has variants,
     *     this is the preferred variant; otherwise the route itself
     */
    record Entry(int method, String name, PathTemplate template, int found) {}

    static Specification of(ProvenApplication proven) {
        Application application = proven.application();
        List<Entry> entries = new ArrayList<>();
        for (Route route : application.routes()) {
            String name = route.method() + " " + route.template().text();
            int number = entries.size();
            entries.add(new Entry(application.methodNumber(route), name, route.template(), proven.found(number)));
        }
        return of(entries, application.methods().size());
    }

    static Specification of(List<Entry> entries, int methods) {
        List<Integer> order = IntStream.range(0, entries.size())
                .boxed()
                .sorted(Comparator.comparing(number -> entries.get(number).template(), Rank.OF_TEMPLATES))
                .toList();
        int[] ranks = new int[entries.size()];
        for (int i = 1; i < order.size(); i++) {
            PathTemplate before = entries.get(order.get(i - 1)).template();
            PathTemplate template = entries.get(order.get(i)).template();
            boolean equal = Rank.OF_TEMPLATES.compare(before, template) == 0;
            ranks[order.get(i)] = equal ? ranks[order.get(i - 1)] : i;
        }
        List<SpecifiedRoute> routes = new ArrayList<>();
        for (Entry entry : entries) {
            int number = routes.size();
            routes.add(new SpecifiedRoute(number, entry.method, entry.name, entry.template, ranks[number]));
        }
        List<List<SpecifiedRoute>> byMethod = Stream.<List<SpecifiedRoute>>generate(ArrayList::new)
                .limit(methods)
                .toList();
        for (int number : order) {
            if (entries.get(number).found == number) {
                byMethod.get(routes.get(number).method()).add(routes.get(number));
            }
        }
        return new Specification(
                routes, byMethod, entries.stream().map(Entry::found).toList());
    }

    int methods() {
        return byMethod.size();
    }

    List<SpecifiedRoute> routes() {
        return routes;
    }

    SpecifiedRoute route(int number) {
        return routes.get(number);
    }

    /**
     * Returns the number of the route that a lookup returns for the paths of a route. If the route has variants, this
     * is the preferred variant; otherwise the route itself.
     */
    int found(int number) {
        return found.get(number);
    }

    /** Returns the routes of a method that a lookup can find. More specific routes come first. */
    List<SpecifiedRoute> ofMethod(int method) {
        return byMethod.get(method);
    }

    /**
     * Returns the most specific route that matches a path; empty if none matches.
     *
     * @param path decoded segments of the path
     */
    Optional<SpecifiedRoute> match(int method, List<String> path) {
        return byMethod.get(method).stream()
                .filter(route -> route.matches(path))
                .findFirst();
    }
}
