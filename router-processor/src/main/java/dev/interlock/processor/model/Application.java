package dev.interlock.processor.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;

/**
 * The model of an application.
 *
 * @param root class with {@code @HttpApp}
 * @param packageName package of the root and of the generated classes; empty for the unnamed package
 * @param routerName simple name of the generated router
 * @param controllers controllers in the order in which the application lists them
 * @param filters filters of all routes, in the order in which they see a request
 * @param routeFilters filters that only some routes have, and factories of filters
 * @param errors instances of the classes that the application lists for their error methods
 * @param errorMethods methods of controllers and of {@code errors} that handle exceptions; for each owner, the method
 *     for a class comes before the methods for its superclasses
 * @param challenge authentication challenge in responses with status 401; empty for the runtime's default
 * @param trailingSlash name of the constant of {@code TrailingSlash}
 * @param methods the tokens of all request methods by number: the seven standard methods, then the application's own
 *     methods
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
     * Request methods that every router knows. The index of a method is also its number in the runtime's {@code
     * HttpMethod}.
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
     * Returns all instances that the router needs: the controllers, the filters of all routes, the filters and
     * factories of some routes, and the instances of classes with error methods.
     */
    public List<Instance> instances() {
        return Stream.of(controllers, filters, routeFilters, errors)
                .flatMap(List::stream)
                .toList();
    }

    /** Returns the request methods that are not standard methods, in alphabetical order. */
    public List<String> customMethods() {
        return methods.subList(STANDARD_METHODS.size(), methods.size());
    }

    /** Returns the error methods that apply only to the routes of a controller. */
    public List<ErrorMethod> errorMethodsOf(Instance controller) {
        return errorMethods.stream()
                .filter(method -> method.owner().equals(controller))
                .toList();
    }

    /** Returns the error methods that apply to all routes. */
    public List<ErrorMethod> sharedErrorMethods() {
        return errorMethods.stream()
                .filter(method -> errors.contains(method.owner()))
                .toList();
    }

    /** Returns the JSON types of all request and response bodies, including responses to exceptions. */
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

    /** Returns the number of a route's request method. */
    public int methodNumber(Route route) {
        return methods.indexOf(route.method());
    }
}
