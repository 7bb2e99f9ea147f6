package dev.interlock.processor.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;

/**
 * Model of an {@code @HttpApp} class.
 *
 * @param root the annotated class
 * @param packageName package of the root and of the generated classes; empty for the unnamed package
 * @param routerName simple name of the generated router
 * @param controllers controllers in the order in which the application names them
 * @param filters filters of all routes, in the order in which they see a request
 * @param routeFilters filters that only some routes have
 * @param errors instances whose methods handle the exceptions of all routes
 * @param errorMethods error methods of controllers and of {@code errors}; for one owner, classes come before their
 *     superclasses
 * @param challenge authentication challenge in responses with status 401; empty for the runtime's default
 * @param trailingSlash name of the constant of {@code TrailingSlash}
 * @param methods the tokens of all methods by number: the seven standard methods, then the application's own methods
 * @param routes routes in the order of their numbers
 * @param checkedTypes the records and classes whose members have constraints, sorted by name
 */
public record Application(
        TypeElement root,
        String packageName,
        String routerName,
        List<Instance> controllers,
        List<Instance> filters,
        List<Instance> routeFilters,
        List<Instance> errors,
        List<ErrorMethod> errorMethods,
        Optional<String> challenge,
        String trailingSlash,
        List<String> methods,
        List<Route> routes,
        List<CheckedType> checkedTypes) {
    /**
     * Methods that every router knows. The index of a method is also its number in the runtime's {@code HttpMethod}.
     */
    public static final List<String> STANDARD_METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    public Application {
        controllers = List.copyOf(controllers);
        filters = List.copyOf(filters);
        routeFilters = List.copyOf(routeFilters);
        errors = List.copyOf(errors);
        errorMethods = List.copyOf(errorMethods);
        methods = List.copyOf(methods);
        routes = List.copyOf(routes);
        checkedTypes = List.copyOf(checkedTypes);
    }

    /**
     * Returns all instances that the router needs: the controllers, the filters of all routes, the filters of some
     * routes, and the instances with error methods.
     */
    public List<Instance> instances() {
        return Stream.of(controllers, filters, routeFilters, errors)
                .flatMap(List::stream)
                .toList();
    }

    /** Returns the methods that only this application knows, in alphabetical order. */
    public List<String> customMethods() {
        return methods.subList(STANDARD_METHODS.size(), methods.size());
    }

    /** Returns the error methods for a controller's routes. */
    public List<ErrorMethod> errorMethodsOf(Instance controller) {
        return errorMethods.stream()
                .filter(method -> method.owner().equals(controller))
                .toList();
    }

    /** Returns the error methods for all routes. */
    public List<ErrorMethod> sharedErrorMethods() {
        return errorMethods.stream()
                .filter(method -> errors.contains(method.owner()))
                .toList();
    }

    /** Returns the JSON types of the routes' request bodies and responses, and of responses to exceptions. */
    public Stream<JsonBody> json() {
        return Stream.concat(
                routes.stream().flatMap(route -> route.handler().json()),
                errorMethods.stream().flatMap(method -> method.result().json().stream()));
    }

    /** Returns the annotations that the router passes to filter factories. */
    public Stream<AnnotationMirror> bindings() {
        return routes.stream()
                .flatMap(route -> route.handler().filters().stream())
                .filter(RouteFilter.Bound.class::isInstance)
                .map(filter -> ((RouteFilter.Bound) filter).annotation());
    }

    /** Returns the number of the route's method. */
    public int methodNumber(Route route) {
        return methods.indexOf(route.method());
    }
}
