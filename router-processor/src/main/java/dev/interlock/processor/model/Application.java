package dev.interlock.processor.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;

/**
 * All that one {@code @HttpApp} class stands for.
 *
 * @param root the annotated class
 * @param packageName of the root and of what is generated for it; empty for the unnamed package
 * @param routerName simple name of the generated router
 * @param controllers in the order in which the application names them
 * @param filters of all routes, in the order in which they see a request
 * @param routeFilters that only some routes have
 * @param errors whose methods answer the exceptions of all routes
 * @param errorMethods those of controllers and of {@code errors}; of one owner, classes before their superclasses
 * @param challenge what answers 401 tell of authentication; empty for the runtime's default
 * @param trailingSlash name of the constant of {@code TrailingSlash}
 * @param methods the tokens of all methods by number: the seven standard ones, then the application's own
 * @param routes in the order of their numbers
 * @param checkedTypes the records and classes whose members have constraints, by name
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
    /** The methods that every router knows, by number; the runtime's {@code HttpMethod} numbers them likewise. */
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

    /** All that a router is given: the controllers, the filters of all routes, those of some, what answers errors. */
    public List<Instance> instances() {
        return Stream.of(controllers, filters, routeFilters, errors)
                .flatMap(List::stream)
                .toList();
    }

    /** The methods that only this application knows, in alphabetical order. */
    public List<String> customMethods() {
        return methods.subList(STANDARD_METHODS.size(), methods.size());
    }

    /** The methods that answer the exceptions of a controller's routes. */
    public List<ErrorMethod> errorMethodsOf(Instance controller) {
        return errorMethods.stream()
                .filter(method -> method.owner().equals(controller))
                .toList();
    }

    /** The methods that answer the exceptions of all routes. */
    public List<ErrorMethod> sharedErrorMethods() {
        return errorMethods.stream()
                .filter(method -> errors.contains(method.owner()))
                .toList();
    }

    /** The types of JSON that its routes read and write, and that answers to exceptions have. */
    public Stream<JsonBody> json() {
        return Stream.concat(
                routes.stream().flatMap(route -> route.handler().json()),
                errorMethods.stream().flatMap(method -> method.result().json().stream()));
    }

    /** The number of the route's method. */
    public int methodNumber(Route route) {
        return methods.indexOf(route.method());
    }
}
