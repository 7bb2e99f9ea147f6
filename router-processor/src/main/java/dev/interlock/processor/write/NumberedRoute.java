package dev.interlock.processor.write;

import dev.interlock.processor.check.route.ProvenApplication;
import dev.interlock.processor.model.Application;
import dev.interlock.processor.model.Instance;
import dev.interlock.processor.model.Route;
import dev.interlock.processor.model.RouteFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A route with its number and its names in generated code.
 *
 * @param variants other routes that match the same paths; a lookup returns this route instead of them
 * @param varies whether the Accept field of a request may decide between this route and others
 * @param filters filters that the route adds to the filters of the application, in the order in which they see a
 *     request
 */
record NumberedRoute(
        int number, Route route, RouteNames names, List<Variant> variants, boolean varies, List<Filter> filters) {
    /**
     * A route that a lookup never returns, because it returns another route with the same paths instead.
     *
     * @param constant name of the constant for the number of the variant
     */
    record Variant(int number, String constant) {}

    /**
     * A filter of the route.
     *
     * @param instance the filter, with the name of its field
     */
    record Filter(Instance instance, RouteFilter declared) {
        /** Returns the binding that the filter is created from; empty if the application passes the filter. */
        Optional<RouteFilter.Bound> bound() {
            return declared instanceof RouteFilter.Bound bound ? Optional.of(bound) : Optional.empty();
        }
    }

    /** Returns the filters with the names of their fields. */
    List<Instance> filterInstances() {
        return filters.stream().map(Filter::instance).toList();
    }

    /** Returns the filters that are created for this route alone. */
    Stream<Filter> boundFilters() {
        return filters.stream().filter(filter -> filter.bound().isPresent());
    }

    /** Returns all routes of an application with their numbers. */
    static List<NumberedRoute> of(ProvenApplication proven) {
        Application application = proven.application();
        List<RouteNames> names = RouteNames.of(application);
        List<NumberedRoute> routes = new ArrayList<>();
        Names fields =
                new Names(application.instances().stream().map(Instance::name).toList());
        for (int index = 0; index < names.size(); index++) {
            int number = index;
            List<Variant> others = proven.standsFor(number).stream()
                    .map(other -> new Variant(other, names.get(other).constant()))
                    .toList();
            Route route = application.routes().get(number);
            List<Filter> filters = route.handler().filters().stream()
                    .map(filter -> filter(filter, names.get(number), fields))
                    .toList();
            routes.add(new NumberedRoute(
                    number, route, names.get(number), others, proven.variesByAccept(number), filters));
        }
        return routes;
    }

    /**
     * Names the field of a filter. If a factory creates the filter, the name consists of the names of the route and of
     * the annotation.
     */
    private static Filter filter(RouteFilter filter, RouteNames route, Names fields) {
        if (filter instanceof RouteFilter.Bound bound) {
            String annotation = bound.annotation()
                    .getAnnotationType()
                    .asElement()
                    .getSimpleName()
                    .toString();
            return new Filter(new Instance(bound.type(), fields.unique(route.method() + annotation, "_")), filter);
        }
        return new Filter(filter.instance(), filter);
    }
}
