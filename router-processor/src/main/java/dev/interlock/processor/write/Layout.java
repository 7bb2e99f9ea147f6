package dev.interlock.processor.write;

import dev.interlock.processor.model.Execution;
import dev.interlock.processor.model.Handler;
import dev.interlock.processor.model.Instance;
import dev.interlock.processor.model.Parameter;
import dev.interlock.processor.model.Parameter.Conversion;
import dev.interlock.processor.model.Parameter.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Distribution of routes over classes. A small router contains all its routes. The routes of a large router are divided
 * into parts of equal size; only the last part may be smaller.
 *
 * <p>The static initializer of a class grows with the number of routes. HotSpot never compiles a method above 8,000
 * bytecodes (HugeMethodLimit), and the class file format allows at most 65,535 bytes.
 */
record Layout(List<List<NumberedRoute>> parts, int routesPerPart) {
    private static final int MOST_PER_PART = 128;
    /**
     * Largest estimate of the bytecodes that initialize the constants of one class. The rest up to 8,000 is for code
     * that the estimate ignores.
     */
    private static final int BUDGET = 7_500;

    /**
     * Returns the layout with the fewest parts within the budget. The number of routes in a part is a power of two.
     * Therefore the division that finds the part of a route compiles to a shift.
     */
    static Layout of(List<NumberedRoute> routes) {
        int perPart = MOST_PER_PART;
        while (perPart > 1 && heaviest(split(routes, perPart)) > BUDGET) {
            perPart /= 2;
        }
        return new Layout(split(routes, perPart), perPart);
    }

    /**
     * Returns the names of all fields of the router and its parts. Local variables must not hide these fields.
     *
     * @param instances instances that the application passes to the router
     */
    Set<String> fields(List<Instance> instances, JsonFields json) {
        Stream<Instance> bound = parts.stream()
                .flatMap(List::stream)
                .flatMap(NumberedRoute::boundFilters)
                .map(NumberedRoute.Filter::instance);
        return Stream.concat(Stream.concat(instances.stream(), bound).map(Instance::name), Stream.of(json.variable()))
                .collect(Collectors.toSet());
    }

    boolean isSplit() {
        return parts.size() > 1;
    }

    private static List<List<NumberedRoute>> split(List<NumberedRoute> routes, int perPart) {
        List<List<NumberedRoute>> parts = new ArrayList<>();
        for (int from = 0; from < routes.size(); from += perPart) {
            parts.add(routes.subList(from, Math.min(routes.size(), from + perPart)));
        }
        return parts;
    }

    private static int heaviest(List<List<NumberedRoute>> parts) {
        return parts.stream()
                .mapToInt(part -> part.stream().mapToInt(Layout::weight).sum())
                .max()
                .orElse(0);
    }

    /**
     * Estimates the number of bytecodes that initialize the constants of a route. Assumes that the route shares no
     * constant with other routes.
     */
    private static int weight(NumberedRoute route) {
        Handler handler = route.route().handler();
        int info = 44;
        int perSource = 12;
        int parameters = handler.flatParameters().mapToInt(Layout::weight).sum();
        return info
                + execution(handler)
                + array(handler.consumed().named() ? handler.consumed().list().size() : 0)
                + array(handler.produced().named() ? handler.produced().list().size() : 0)
                + array(route.variants().size())
                + access(handler)
                + perSource * new Sources(handler).variables().size()
                + parameters;
    }

    private static int execution(Handler handler) {
        int constant = 6;
        int flag = 4;
        return (handler.execution() == Execution.EVENT_LOOP ? 0 : constant)
                + (handler.streamsBody() ? flag : 0)
                + (handler.storesBody() ? 2 * flag : 0)
                + (handler.settings().essential() ? flag : 0)
                + (handler.settings().decodesBody() ? flag : 0)
                + (handler.settings().timeoutMillis().isPresent() ? 2 * constant : 0)
                + (handler.settings().maxConcurrent().isPresent() ? constant : 0);
    }

    private static int array(int elements) {
        int creation = 8;
        int perElement = 8;
        return elements == 0 ? 0 : creation + perElement * elements;
    }

    private static int access(Handler handler) {
        // Generated code lists the roles twice: in a constant for the access check, and in the facts about the route.
        int array = 20;
        int role = 13;
        return handler.settings()
                .roles()
                .map(roles -> array + role * roles.size())
                .orElse(0);
    }

    private static int weight(Parameter parameter) {
        int name = 8;
        int metadata = 9;
        int fallback = 6;
        int conversion = 14;
        if (!(parameter instanceof Parameter.Text text)) {
            return parameter instanceof Parameter.File ? name + metadata : 0;
        }
        return metadata
                + (text.source() == Source.PATH ? 0 : name)
                + (text.fallback().isPresent() ? fallback : 0)
                + (text.value().conversion() instanceof Conversion.Known ? 0 : conversion);
    }
}
