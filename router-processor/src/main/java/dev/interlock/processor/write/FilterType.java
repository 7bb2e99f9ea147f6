package dev.interlock.processor.write;

import dev.interlock.processor.model.Instance;
import dev.interlock.processor.runtime.RuntimeNames;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.ElementFilter;

/** Determines from the class of a filter which calls of the filter are necessary. */
final class FilterType {
    private FilterType() {}

    /** Whether the filter is asynchronous. An asynchronous filter returns a stage and can decide on a request later. */
    static boolean isAsync(Instance filter) {
        return inherits(filter.type(), type -> type.getQualifiedName().contentEquals(RuntimeNames.ASYNC_FILTER));
    }

    /** Returns the position of the last asynchronous filter; -1 if there is none. */
    static int lastAsync(List<Instance> filters) {
        int last = filters.size() - 1;
        while (last >= 0 && !isAsync(filters.get(last))) {
            last--;
        }
        return last;
    }

    /**
     * Whether the filter may override a method that does nothing by default. Always true if the class of the filter is
     * not final, because the filter may be an instance of a subclass.
     */
    static boolean mayOverride(Instance filter, String method) {
        return !filter.type().getModifiers().contains(Modifier.FINAL)
                || inherits(
                        filter.type(),
                        type -> !type.getQualifiedName().contentEquals(RuntimeNames.FILTER)
                                && ElementFilter.methodsIn(type.getEnclosedElements()).stream()
                                        .anyMatch(it -> it.getSimpleName().contentEquals(method)));
    }

    private static boolean inherits(TypeElement type, Predicate<TypeElement> condition) {
        return condition.test(type)
                || Stream.concat(Stream.of(type.getSuperclass()), type.getInterfaces().stream())
                        .filter(DeclaredType.class::isInstance)
                        .map(it -> (TypeElement) ((DeclaredType) it).asElement())
                        .anyMatch(it -> inherits(it, condition));
    }
}
