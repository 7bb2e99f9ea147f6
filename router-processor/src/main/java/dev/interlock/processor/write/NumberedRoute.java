package dev.interlock.processor.write;

import dev.interlock.processor.model.Application;
import dev.interlock.processor.model.Route;
import java.util.ArrayList;
import java.util.List;

/** A route with its number and its names in generated code. */
record NumberedRoute(int number, Route route, RouteNames names) {
    /** All routes of an application. */
    static List<NumberedRoute> of(Application application) {
        List<RouteNames> names = RouteNames.of(application);
        List<NumberedRoute> routes = new ArrayList<>();
        for (int number = 0; number < names.size(); number++) {
            routes.add(new NumberedRoute(number, application.routes().get(number), names.get(number)));
        }
        return routes;
    }
}
