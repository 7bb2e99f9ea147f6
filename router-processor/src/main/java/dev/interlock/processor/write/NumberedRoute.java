package dev.interlock.processor.write;

import dev.interlock.processor.check.route.ProvenApplication;
import dev.interlock.processor.model.Application;
import dev.interlock.processor.model.Route;
import java.util.ArrayList;
import java.util.List;

/**
 * A route with its number and its names in generated code.
 *
 * @param variants other routes for which dispatch finds this route, because they match the same paths
 * @param varies whether the Accept field may choose between this route and others
 */
record NumberedRoute(int number, Route route, RouteNames names, List<Variant> variants, boolean varies) {
    /**
     * A route that dispatch represents by another route.
     *
     * @param constant name of the constant for the route's number
     */
    record Variant(int number, String constant) {}

    /** Returns all routes of an application with their numbers. */
    static List<NumberedRoute> of(ProvenApplication proven) {
        Application application = proven.application();
        List<RouteNames> names = RouteNames.of(application);
        List<NumberedRoute> routes = new ArrayList<>();
        for (int number = 0; number < names.size(); number++) {
            List<Variant> others = proven.standsFor(number).stream()
                    .map(other -> new Variant(other, names.get(other).constant()))
                    .toList();
            Route route = application.routes().get(number);
            routes.add(new NumberedRoute(number, route, names.get(number), others, proven.variesByAccept(number)));
        }
        return routes;
    }
}
