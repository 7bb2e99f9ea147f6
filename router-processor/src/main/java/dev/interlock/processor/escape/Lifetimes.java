package dev.interlock.processor.escape;

import dev.interlock.processor.runtime.RuntimeAnnotations;
import dev.interlock.processor.runtime.RuntimeNames;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * Decides which types have values that become invalid when their request ends. Also decides which types can hold these
 * values.
 */
final class Lifetimes {
    /** Names of types whose values the runtime provides only for one request. */
    private static final Set<String> SCOPED = Set.of(
            RuntimeNames.REQUEST,
            RuntimeNames.RESPONSE,
            RuntimeNames.REQUEST_HEAD,
            RuntimeNames.FIELDS,
            RuntimeNames.PARTS,
            RuntimeNames.STREAMED_BODY,
            RuntimeNames.REQUEST_PATH,
            RuntimeNames.SLICE,
            RuntimeNames.ASCII_VIEW,
            RuntimeNames.BYTE_WRITER);

    private static final Set<String> ANYTHING =
            Set.of("java.lang.Object", "java.lang.CharSequence", "java.lang.Comparable", "java.io.Serializable");

    /**
     * Names of types whose objects hold other objects and use them later. The type arguments do not always show which
     * objects these are.
     */
    private static final List<String> LAZY = List.of(
            "java.util.Iterator",
            "java.util.Spliterator",
            "java.util.stream.BaseStream",
            "java.util.concurrent.CompletionStage",
            "java.util.concurrent.Future",
            "java.util.concurrent.Flow.Publisher",
            "java.util.concurrent.Flow.Subscriber",
            "java.lang.Runnable",
            "java.util.TimerTask",
            "java.io.InputStream",
            "java.io.Reader",
            "java.nio.Buffer");

    private final Types types;
    private final Elements elements;
    private final Predicate<Element> sources;
    /** Type variables whose bounds are currently examined. Prevents endless recursion at recursive bounds. */
    private final Set<Element> bounds = new HashSet<>();

    private final Map<TypeElement, Boolean> holders = new HashMap<>();
    private final Map<TypeElement, Boolean> lazy = new HashMap<>();

    Lifetimes(Types types, Elements elements, Predicate<Element> sources) {
        this.types = types;
        this.elements = elements;
        this.sources = sources;
    }

    /** Whether a type is a view or a writer. */
    static boolean isMessage(TypeMirror type) {
        return type instanceof DeclaredType declared
                && (has(declared.asElement(), RuntimeAnnotations.PROTO_VIEW)
                        || has(declared.asElement(), RuntimeAnnotations.PROTO_WRITER));
    }

    /** Whether an element has the annotation of Interlock with the simple name. */
    static boolean has(Element element, String simpleName) {
        return element.getAnnotationMirrors().stream()
                .map(mirror -> mirror.getAnnotationType().asElement())
                .anyMatch(it -> it.getSimpleName().contentEquals(simpleName)
                        && it.toString().startsWith(RuntimeNames.ANNOTATIONS));
    }

    /**
     * Whether the values of the type become invalid when their request ends. Also true for a type whose values an
     * application can create outside of a request.
     */
    boolean isScoped(TypeMirror type) {
        if (!(type instanceof DeclaredType declared)) {
            return false;
        }
        String name = declared.asElement().toString();
        return SCOPED.contains(name)
                || elements.getPackageOf(declared.asElement())
                        .getQualifiedName()
                        .contentEquals(RuntimeNames.VIEWS)
                || isMessage(type);
    }

    /**
     * Whether a method is an accessor of a view. Views are interfaces. The messages of the API itself are abstract
     * classes, and {@link LibraryModel} describes their methods.
     */
    boolean isAccessor(ExecutableElement method) {
        Element owner = Attribution.owner(method);
        return owner.getKind() == ElementKind.INTERFACE
                && isScoped(owner.asType())
                && method.getModifiers().contains(Modifier.ABSTRACT);
    }

    /** Whether a type is a function, or does its work later. */
    boolean isLazy(TypeMirror type) {
        return type instanceof DeclaredType declared
                && lazy.computeIfAbsent((TypeElement) declared.asElement(), this::isLazy);
    }

    private boolean isLazy(TypeElement type) {
        return isFunction(type) || LAZY.stream().anyMatch(name -> isA(type.asType(), name));
    }

    /** Whether a type is a functional interface. */
    boolean isFunction(TypeMirror type) {
        return type instanceof DeclaredType declared && isFunction((TypeElement) declared.asElement());
    }

    private boolean isFunction(TypeElement type) {
        return type.getKind() == ElementKind.INTERFACE
                && elements.isFunctionalInterface(type)
                && !isScoped(type.asType())
                && !isA(type.asType(), "java.lang.Iterable")
                && !isA(type.asType(), "java.lang.Comparable")
                && !isA(type.asType(), "java.lang.AutoCloseable");
    }

    /** Whether a type is, extends or implements the named type. */
    boolean isA(TypeMirror type, String name) {
        TypeElement other = elements.getTypeElement(name);
        return other != null && types.isSubtype(types.erasure(type), types.erasure(other.asType()));
    }

    /** Whether a value of the type may become invalid when its request ends, or may hold a value that does. */
    boolean canHold(TypeMirror type) {
        if (type instanceof ArrayType array) {
            return canHold(array.getComponentType());
        }
        if (type instanceof TypeVariable variable) {
            return canHold(variable);
        }
        if (type instanceof WildcardType wildcard) {
            return wildcard.getExtendsBound() == null || canHold(wildcard.getExtendsBound());
        }
        if (type instanceof IntersectionType several) {
            return several.getBounds().stream().anyMatch(this::canHold);
        }
        return type.getKind() == TypeKind.DECLARED && canHold((DeclaredType) type);
    }

    /**
     * Whether the bound of a type variable can hold a value that becomes invalid when its request ends. The bound may
     * refer to the variable itself, as in {@code B extends Builder<B>}.
     */
    private boolean canHold(TypeVariable variable) {
        if (!bounds.add(variable.asElement())) {
            return false;
        }
        boolean holds = canHold(variable.getUpperBound());
        bounds.remove(variable.asElement());
        return holds;
    }

    private boolean canHold(DeclaredType type) {
        TypeElement element = (TypeElement) type.asElement();
        if (element.getKind() == ElementKind.ENUM) {
            return false;
        }
        return ANYTHING.contains(element.getQualifiedName().toString())
                || isScoped(type)
                || isLazy(type)
                || (!element.getTypeParameters().isEmpty()
                        && type.getTypeArguments().isEmpty())
                || type.getTypeArguments().stream().anyMatch(this::canHold)
                || (sources.test(element) && holds(element));
    }

    /** Whether a compiled class has a field that can hold a value that becomes invalid when its request ends. */
    private boolean holds(TypeElement type) {
        Boolean known = holders.get(type);
        if (known != null) {
            return known;
        }
        holders.put(type, false); // Set before the search, for types that refer to each other.
        boolean holds = type.getKind() == ElementKind.INTERFACE
                || ElementFilter.fieldsIn(type.getEnclosedElements()).stream().anyMatch(it -> canHold(it.asType()))
                || canHoldInherited(type.getSuperclass());
        holders.put(type, holds);
        return holds;
    }

    private boolean canHoldInherited(TypeMirror superclass) {
        return superclass instanceof DeclaredType declared
                && !declared.asElement().toString().equals("java.lang.Object")
                && canHold(superclass);
    }
}
