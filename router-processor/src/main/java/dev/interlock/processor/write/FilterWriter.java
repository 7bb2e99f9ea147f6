package dev.interlock.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.interlock.processor.model.Instance;
import dev.interlock.processor.runtime.RuntimeTypes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** Writes the calls of filters. */
final class FilterWriter {
    private FilterWriter() {}

    /** Moments of an exchange at which a router calls filters outside of its {@code handle} method. */
    enum Moment {
        BEGIN("begin", false, "request", false),
        AFTER("after", true, "request, response", true),
        FINISH("finish", true, "request, response", false);

        private final String method;
        private final boolean lastFirst;
        private final String arguments;
        private final boolean throwing;

        Moment(String method, boolean lastFirst, String arguments, boolean throwing) {
            this.method = method;
            this.lastFirst = lastFirst;
            this.arguments = arguments;
            this.throwing = throwing;
        }

        /** Returns the name of the method that routers, parts and filters have for this moment. */
        String method() {
            return method;
        }

        /** Creates a builder of this method for a router or a part. */
        MethodSpec.Builder declaration() {
            MethodSpec.Builder declaration = MethodSpec.methodBuilder(method)
                    .addParameter(TypeName.INT, "route")
                    .addParameter(RuntimeTypes.REQUEST, "request");
            if (this != BEGIN) {
                declaration.addParameter(RuntimeTypes.RESPONSE, "response");
            }
            return throwing ? declaration.addException(Exception.class) : declaration;
        }

        /** Returns the arguments of the call: the request, and the response if it exists at this moment. */
        String arguments() {
            return arguments;
        }

        /** Whether the router calls the filters of the application after the filters of the route. */
        boolean lastFirst() {
            return lastFirst;
        }

        private CodeBlock calls(List<Instance> filters) {
            List<Instance> ordered = lastFirst ? reversed(filters) : filters;
            CodeBlock.Builder code = CodeBlock.builder();
            ordered.forEach(it -> code.addStatement("$N.$L($L)", it.name(), method, arguments));
            return code.build();
        }
    }

    /**
     * Returns the calls of all filters. The moment decides whether the application's filters come before or after the
     * filters of the route.
     */
    static CodeBlock calls(Moment moment, List<Instance> filters, CodeBlock ofRoute) {
        CodeBlock ofApplication = moment.calls(filters);
        return moment.lastFirst()
                ? CodeBlock.builder().add(ofRoute).add(ofApplication).build()
                : CodeBlock.builder().add(ofApplication).add(ofRoute).build();
    }

    /**
     * Returns the calls of the filters of single routes, by the number of the route. Empty if no route has its own
     * filters.
     */
    static CodeBlock ofRoutes(Moment moment, List<NumberedRoute> routes) {
        Map<List<Instance>, List<NumberedRoute>> byFilters = byFilters(routes, moment);
        CodeBlock.Builder code = CodeBlock.builder();
        if (byFilters.isEmpty()) {
            return code.build();
        }
        code.beginControlFlow("switch (route)");
        byFilters.forEach((filters, same) -> {
            CodeBlock constants = same.stream()
                    .map(route -> CodeBlock.of("$N", route.names().constant()))
                    .collect(CodeBlock.joining(",$W"));
            code.beginControlFlow("case $L ->", constants)
                    .add(moment.calls(filters))
                    .endControlFlow();
        });
        return code.beginControlFlow("default ->")
                .add("// Other routes have no filters of their own.\n")
                .endControlFlow()
                .endControlFlow()
                .build();
    }

    private static Map<List<Instance>, List<NumberedRoute>> byFilters(List<NumberedRoute> routes, Moment moment) {
        Predicate<NumberedRoute> concerned = route ->
                moment != Moment.AFTER || route.route().handler().result().awaited();
        Function<NumberedRoute, List<Instance>> filters =
                route -> route.route().handler().filters();
        Map<List<Instance>, List<NumberedRoute>> byFilters = new LinkedHashMap<>();
        routes.stream()
                .filter(concerned)
                .filter(route -> !filters.apply(route).isEmpty())
                .forEach(route -> byFilters
                        .computeIfAbsent(filters.apply(route), it -> new ArrayList<>())
                        .add(route));
        return byFilters;
    }

    /** Opens the code that runs only if every filter accepts the request. {@link #close} ends this code. */
    static void open(CodeBlock.Builder code, List<Instance> filters) {
        filters.forEach(it -> code.beginControlFlow("if ($N.before(request, response))", it.name()));
    }

    /**
     * Ends the code that {@link #open} has begun. Writes the calls of {@code after} for the filters in reverse order.
     * A call runs only if the filter's {@code before} has accepted the request.
     *
     * @param awaits whether the response may still be incomplete here; if it is, the router's {@code after} method
     *     calls the filters later
     */
    static void close(CodeBlock.Builder code, List<Instance> filters, boolean awaits) {
        if (awaits && !filters.isEmpty()) {
            code.beginControlFlow("if (response.isAwaiting())")
                    .addStatement("return")
                    .endControlFlow();
        }
        reversed(filters)
                .forEach(it -> code.addStatement("$N.after(request, response)", it.name())
                        .endControlFlow());
    }

    private static List<Instance> reversed(List<Instance> filters) {
        List<Instance> reversed = new ArrayList<>(filters);
        Collections.reverse(reversed);
        return reversed;
    }
}
