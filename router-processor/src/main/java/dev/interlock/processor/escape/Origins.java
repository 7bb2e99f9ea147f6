package dev.interlock.processor.escape;

import dev.interlock.processor.runtime.RuntimeAnnotations;
import dev.interlock.processor.runtime.RuntimeNames;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * Finds the origins of values that become invalid when their request ends. The origins are parameters of methods that
 * the runtime calls.
 */
final class Origins {

    private static final String FILTER = RuntimeNames.FILTER;
    private static final List<String> STREAMS = List.of("java.io.InputStream", "java.util.concurrent.Flow.Publisher");

    private final Types types;
    private final Elements elements;
    private final Lifetimes lifetimes;

    Origins(Types types, Elements elements, Lifetimes lifetimes) {
        this.types = types;
        this.elements = elements;
        this.lifetimes = lifetimes;
    }

    /**
     * Whether the runtime calls a method for a request. This holds for handlers, error methods and the methods of
     * filters.
     */
    boolean isEntry(Element element) {
        if (!(element instanceof ExecutableElement method) || method.getKind() != ElementKind.METHOD) {
            return false;
        }
        TypeElement type = Attribution.ownerType(method);
        return hasRoute(method) || supertypes(type).anyMatch(it -> overridesEntry(method, it, type));
    }

    private static boolean hasRoute(ExecutableElement method) {
        return RuntimeAnnotations.OF_METHODS.stream().anyMatch(it -> Lifetimes.has(method, it));
    }

    private boolean overridesEntry(ExecutableElement method, TypeElement supertype, TypeElement type) {
        boolean isFilter = supertype.getQualifiedName().contentEquals(FILTER);
        return ElementFilter.methodsIn(supertype.getEnclosedElements()).stream()
                .anyMatch(it -> it.getSimpleName().equals(method.getSimpleName())
                        && (isFilter || hasRoute(it))
                        && elements.overrides(method, it, type));
    }

    private Stream<TypeElement> supertypes(TypeElement type) {
        return types.directSupertypes(type.asType()).stream()
                .filter(it -> it instanceof DeclaredType)
                .map(it -> (TypeElement) ((DeclaredType) it).asElement())
                .flatMap(it -> Stream.concat(Stream.of(it), supertypes(it)));
    }

    /** Whether one object of a class serves all requests. */
    boolean isShared(TypeElement type) {
        return Lifetimes.has(type, RuntimeAnnotations.CONTROLLER) || lifetimes.isA(type.asType(), FILTER);
    }

    /**
     * Whether the value that the runtime passes for a parameter becomes invalid when the request ends. The parameter
     * must belong to an {@link #isEntry entry}.
     */
    boolean endsWithRequest(VariableElement parameter) {
        TypeMirror type = parameter.asType();
        if (Lifetimes.has(parameter, RuntimeAnnotations.ATTRIBUTE)) {
            return false;
        }
        if (Lifetimes.has(parameter, RuntimeAnnotations.PARAMS)) {
            return lifetimes.canHold(type);
        }
        boolean isStream = Lifetimes.has(parameter, RuntimeAnnotations.BODY)
                && STREAMS.stream().anyMatch(it -> lifetimes.isA(type, it));
        return isStream || isOrHolds(type);
    }

    private boolean isOrHolds(TypeMirror type) {
        return lifetimes.isScoped(type)
                || (type instanceof DeclaredType declared
                        && (declared.asElement().toString().equals("java.lang.CharSequence")
                                || declared.getTypeArguments().stream().anyMatch(this::isOrHolds)));
    }

    /**
     * Whether a method returns a stage or a publisher. The request then stays open after the method has returned, until
     * the result is complete.
     */
    boolean isDetached(ExecutableElement method) {
        return completes(method)
                || Stream.concat(Stream.of(method.getReturnType()), arguments(method.getReturnType()))
                        .anyMatch(it -> lifetimes.isA(it, "java.util.concurrent.Flow.Publisher"));
    }

    /**
     * Whether a method returns a stage. The request ends when the stage completes. The server sends the value of the
     * stage after that.
     */
    boolean completes(ExecutableElement method) {
        return lifetimes.isA(method.getReturnType(), "java.util.concurrent.CompletionStage");
    }

    private static Stream<TypeMirror> arguments(TypeMirror type) {
        return type instanceof DeclaredType declared
                ? declared.getTypeArguments().stream().map(it -> it)
                : Stream.of();
    }
}
