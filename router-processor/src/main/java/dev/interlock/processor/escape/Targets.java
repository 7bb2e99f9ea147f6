package dev.interlock.processor.escape;

import dev.interlock.processor.escape.Root.Made;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Finds the methods of the compilation that a call may run. */
final class Targets {
    private final Types types;
    private final Elements elements;
    private final Map<ExecutableElement, MethodFlow> flows = new HashMap<>();
    private final Map<TypeElement, List<MethodFlow>> byClass = new HashMap<>();
    private final Map<String, List<MethodFlow>> byName = new HashMap<>();
    private final Map<ExecutableElement, List<MethodFlow>> overriding = new HashMap<>();

    Targets(Types types, Elements elements, Collection<MethodFlow> all) {
        this.types = types;
        this.elements = elements;
        for (MethodFlow flow : all) {
            if (flow.element instanceof ExecutableElement method) {
                flows.put(method, flow);
                byName.computeIfAbsent(key(method), it -> new ArrayList<>()).add(flow);
                if (method.getKind() == ElementKind.METHOD
                        && !method.getParameters().isEmpty()) {
                    byClass.computeIfAbsent(Attribution.ownerType(method), it -> new ArrayList<>())
                            .add(flow);
                }
            }
        }
    }

    private static String key(ExecutableElement method) {
        return method.getSimpleName() + "/" + method.getParameters().size();
    }

    /**
     * Returns the flows of the methods that a call may run; empty if none of these methods is compiled.
     *
     * @param receivers possible receivers of the call
     * @param isCompiled whether the method that the call names belongs to the compilation
     */
    List<MethodFlow> of(Call call, Set<Root> receivers, boolean isCompiled) {
        if (!call.isVirtual) {
            MethodFlow flow = flows.get(call.method);
            return flow == null ? List.of() : List.of(flow);
        }
        List<TypeElement> known = receivers.stream()
                .filter(it -> it instanceof Made made && made.type != null)
                .map(it -> ((Made) it).type)
                .toList();
        boolean areAllKnown = !receivers.isEmpty() && known.size() == receivers.size();
        if (!isCompiled && !areAllKnown) {
            return List.of();
        }
        List<MethodFlow> candidates = overriding.computeIfAbsent(call.method, this::candidates);
        return areAllKnown
                ? candidates.stream()
                        .filter(it -> known.stream().anyMatch(type -> declares(it, type)))
                        .toList()
                : candidates;
    }

    private List<MethodFlow> candidates(ExecutableElement method) {
        return byName.getOrDefault(key(method), List.of()).stream()
                .filter(it -> it.element.equals(method) || overrides((ExecutableElement) it.element, method))
                .toList();
    }

    private boolean overrides(ExecutableElement method, ExecutableElement other) {
        return method.getKind() == ElementKind.METHOD
                && !method.getModifiers().contains(Modifier.STATIC)
                && elements.overrides(method, other, Attribution.ownerType(method));
    }

    private boolean declares(MethodFlow flow, TypeElement type) {
        return types.isSubtype(
                types.erasure(type.asType()),
                types.erasure(Attribution.owner(flow.element).asType()));
    }

    /**
     * Returns the methods of a class that have parameters. A call of an object of this class as a function may run any
     * of these methods.
     */
    List<MethodFlow> methodsOf(TypeElement type) {
        return byClass.getOrDefault(type, List.of());
    }
}
