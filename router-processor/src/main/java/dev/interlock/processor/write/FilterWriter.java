package dev.interlock.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
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
import java.util.stream.Collectors;

/** Writes the calls of filters. */
final class FilterWriter {
    private static final ParameterSpec REQUEST =
            ParameterSpec.builder(RuntimeTypes.REQUEST, "request").build();
    private static final ParameterSpec RESPONSE =
            ParameterSpec.builder(RuntimeTypes.RESPONSE, "response").build();
    private static final ParameterSpec FILTER_LIST = ParameterSpec.builder(
                    ParameterizedTypeName.get(ClassName.get(List.class), RuntimeTypes.FILTER), "filters")
            .build();

    private FilterWriter() {}

    /**
     * Moments of an exchange at which a router calls the filters of a route. For each moment, the router has a method.
     * In addition, the method {@code handle} calls filters.
     */
    enum Moment {
        FILTERS("filters", false, false),
        BEGIN("begin", false, false),
        RETURNED("returned", true, false),
        AFTER("after", true, true),
        FINISH("finish", true, false);

        private final String method;
        private final boolean lastFirst;
        private final boolean throwing;

        Moment(String method, boolean lastFirst, boolean throwing) {
            this.method = method;
            this.lastFirst = lastFirst;
            this.throwing = throwing;
        }

        /** Returns the parameters of the method after the first parameter, which is the number of the route. */
        private List<ParameterSpec> parameters() {
            return switch (this) {
                case FILTERS -> List.of(FILTER_LIST);
                case BEGIN -> List.of(REQUEST);
                default -> List.of(REQUEST, RESPONSE);
            };
        }

        /** Returns the name of the method that routers and parts have for this moment. */
        String method() {
            return method;
        }

        /** Creates a builder of this method for a router or a part. */
        MethodSpec.Builder declaration() {
            MethodSpec.Builder declaration = MethodSpec.methodBuilder(method)
                    .addParameter(TypeName.INT, "route")
                    .addParameters(parameters());
            return throwing ? declaration.addException(Exception.class) : declaration;
        }

        /** Returns the arguments of a call of the method after the first argument, which is the number of the route. */
        String arguments() {
            return parameters().stream().map(ParameterSpec::name).collect(Collectors.joining(", "));
        }

        /** Whether filters are called in reverse order: the filters of the route before those of the application. */
        boolean lastFirst() {
            return lastFirst;
        }

        /** Returns the filters that the router calls at this moment. */
        List<Instance> concerned(List<Instance> filters) {
            return this == RETURNED
                    ? filters.stream()
                            .filter(it -> FilterType.mayOverride(it, method))
                            .toList()
                    : filters;
        }

        private CodeBlock calls(List<Instance> filters) {
            List<Instance> ordered = lastFirst ? reversed(filters) : filters;
            CodeBlock.Builder code = CodeBlock.builder();
            concerned(ordered).forEach(it -> code.addStatement(call(it)));
            return code.build();
        }

        private CodeBlock call(Instance filter) {
            return switch (this) {
                case FILTERS -> CodeBlock.of("$N.add($N)", FILTER_LIST, filter.name());
                case RETURNED ->
                    CodeBlock.of("$T.$L($N, $L)", RuntimeTypes.FILTER_CALLS, method, filter.name(), arguments());
                default -> CodeBlock.of("$N.$L($L)", filter.name(), method, arguments());
            };
        }
    }

    /**
     * Returns the calls of all filters. The moment decides whether the filters of the application come before or after
     * the filters of the route.
     */
    static CodeBlock calls(Moment moment, List<Instance> filters, CodeBlock ofRoute) {
        CodeBlock ofApplication = moment.calls(filters);
        return moment.lastFirst()
                ? CodeBlock.builder().add(ofRoute).add(ofApplication).build()
                : CodeBlock.builder().add(ofApplication).add(ofRoute).build();
    }

    /**
     * Returns a switch over the number of a route. Its branches call the filters that belong to single routes. Empty if
     * no route has its own filters.
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
        Function<NumberedRoute, List<Instance>> filters = route -> moment.concerned(route.filterInstances());
        Map<List<Instance>, List<NumberedRoute>> byFilters = new LinkedHashMap<>();
        routes.stream()
                .filter(concerned)
                .filter(route -> !filters.apply(route).isEmpty())
                .forEach(route -> byFilters
                        .computeIfAbsent(filters.apply(route), it -> new ArrayList<>())
                        .add(route));
        return byFilters;
    }

    /**
     * Begins the code that runs only if every filter accepts the request. {@link #close} ends this code.
     *
     * @param first position of the first of the given filters among all filters of the route
     * @param resumable position of the first filter that is never skipped. A request that continues after an
     *     asynchronous filter skips the filters that it has already passed
     */
    static void open(CodeBlock.Builder code, List<Instance> filters, int first, int resumable) {
        for (int i = 0; i < filters.size(); i++) {
            code.beginControlFlow("if ($L)", before(filters.get(i), first + i, resumable));
        }
    }

    private static CodeBlock before(Instance filter, int position, int resumable) {
        if (FilterType.isAsync(filter)) {
            return CodeBlock.of(
                    "$T.beforeAsync($N, $L, request, response)", RuntimeTypes.FILTER_CALLS, filter.name(), position);
        }
        return position < resumable
                ? CodeBlock.of(
                        "$T.before($N, $L, request, response)", RuntimeTypes.FILTER_CALLS, filter.name(), position)
                : CodeBlock.of("$N.before(request, response)", filter.name());
    }

    /**
     * Ends the code that {@link #open} has begun. Writes the calls of {@code after} for the filters in reverse order.
     * The method {@code after} of a filter runs only if {@code before} of this filter has accepted the request.
     *
     * @param awaits whether the response may still be incomplete here. If the response is incomplete, the method {@code
     *     after} of the router calls the filters later
     */
    static void close(CodeBlock.Builder code, List<Instance> filters, boolean awaits) {
        boolean mayWait = awaits;
        for (Instance filter : reversed(filters)) {
            if (mayWait) {
                code.beginControlFlow("if (response.isAwaiting())")
                        .addStatement("return")
                        .endControlFlow();
            }
            code.addStatement("$N.after(request, response)", filter.name()).endControlFlow();
            mayWait = FilterType.isAsync(filter);
        }
    }

    private static List<Instance> reversed(List<Instance> filters) {
        List<Instance> reversed = new ArrayList<>(filters);
        Collections.reverse(reversed);
        return reversed;
    }
}
