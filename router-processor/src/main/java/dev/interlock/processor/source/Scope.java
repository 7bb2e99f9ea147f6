package dev.interlock.processor.source;

import dev.interlock.processor.report.Diagnosis;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.report.Problems;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * The shared context of all readers and rules of one application.
 *
 * @param sources classes that are compiled together with the application
 * @param known cache of types
 * @param home package of the generated code
 * @param jsonImports qualified names of the types that {@code @Json.Import} names for the application
 * @param secrets secret fields of protobuf messages
 * @param problems mistakes that were found so far
 */
public record Scope(
        Elements elements,
        Types types,
        CompiledSources sources,
        KnownTypes known,
        PackageElement home,
        Set<String> jsonImports,
        SecretFields secrets,
        Problems problems) {
    public void report(Diagnosis message, Place place, Object... arguments) {
        problems.add(message, place, arguments);
    }

    /** Returns the name of the package of the generated code, for messages. */
    public String homeName() {
        return home.isUnnamed() ? "(unnamed)" : home.getQualifiedName().toString();
    }

    /** Whether generated code can access a class and all of its enclosing classes. */
    public boolean canAccess(TypeElement type) {
        for (Element e = type; e instanceof TypeElement; e = e.getEnclosingElement()) {
            if (!canAccessMember(e)) {
                return false;
            }
        }
        return true;
    }

    /** Whether generated code can access a type and all types within it. */
    public boolean canAccess(TypeMirror type) {
        if (type instanceof ArrayType array) {
            return canAccess(array.getComponentType());
        }
        if (type instanceof WildcardType wildcard) {
            return Stream.of(wildcard.getExtendsBound(), wildcard.getSuperBound())
                    .filter(Objects::nonNull)
                    .allMatch(this::canAccess);
        }
        return !(type instanceof DeclaredType declared)
                || (canAccess((TypeElement) declared.asElement())
                        && declared.getTypeArguments().stream().allMatch(this::canAccess));
    }

    /** Returns a tip for making a type, and all types within it, accessible to generated code. */
    public String accessTip(TypeMirror type) {
        Set<Element> hidden = new LinkedHashSet<>();
        addHidden(type, hidden);
        return accessTip(hidden);
    }

    /** Returns a tip for making a method accessible to generated code. */
    public String accessTip(ExecutableElement method) {
        return accessTip(Set.of(method));
    }

    private String accessTip(Set<? extends Element> hidden) {
        List<String> here = hidden.stream()
                .filter(it -> elements.getPackageOf(it).equals(home))
                .map(Place::describe)
                .toList();
        List<String> elsewhere = hidden.stream()
                .filter(it -> !elements.getPackageOf(it).equals(home))
                .map(Place::describe)
                .toList();
        return Stream.of(
                        here.isEmpty() ? "" : "remove private from " + String.join(" and ", here),
                        elsewhere.isEmpty() ? "" : "make " + String.join(" and ", elsewhere) + " public")
                .filter(it -> !it.isEmpty())
                .collect(Collectors.joining(", and "));
    }

    private void addHidden(TypeMirror type, Set<Element> hidden) {
        if (type instanceof ArrayType array) {
            addHidden(array.getComponentType(), hidden);
        } else if (type instanceof WildcardType wildcard) {
            Stream.of(wildcard.getExtendsBound(), wildcard.getSuperBound())
                    .filter(Objects::nonNull)
                    .forEach(bound -> addHidden(bound, hidden));
        } else if (type instanceof DeclaredType declared) {
            Stream.iterate(declared.asElement(), TypeElement.class::isInstance, Element::getEnclosingElement)
                    .filter(it -> !canAccessMember(it))
                    .forEach(hidden::add);
            declared.getTypeArguments().forEach(argument -> addHidden(argument, hidden));
        }
    }

    /**
     * Whether the modifiers and the package of a member allow access by generated code. Ignores the enclosing classes.
     */
    public boolean canAccessMember(Element member) {
        if (member.getModifiers().contains(Modifier.PUBLIC)) {
            return true;
        }
        return !member.getModifiers().contains(Modifier.PRIVATE)
                && elements.getPackageOf(member).equals(home);
    }

    /**
     * Returns the methods of a type: its own methods, and inherited methods that it does not override. Returns each
     * method as its class declares it. For a method of a generic class, ECJ itself would give a copy without parameter
     * names and with types in place of the type variables.
     */
    public Stream<ExecutableElement> methodsOf(TypeElement type) {
        // Methods that each class declares, in the order of the source.
        Map<Element, Set<ExecutableElement>> declared = new HashMap<>();
        return ElementFilter.methodsIn(elements.getAllMembers(type)).stream()
                .map(method -> declared(
                        type, method, declared.computeIfAbsent(method.getEnclosingElement(), Scope::declaredMethods)));
    }

    private static Set<ExecutableElement> declaredMethods(Element type) {
        return new LinkedHashSet<>(ElementFilter.methodsIn(type.getEnclosedElements()));
    }

    private ExecutableElement declared(TypeElement type, ExecutableElement method, Set<ExecutableElement> declared) {
        return declared.contains(method)
                ? method
                : declared.stream()
                        .filter(it -> it.getSimpleName().equals(method.getSimpleName()))
                        .filter(it -> isSame(types.asMemberOf((DeclaredType) type.asType(), it), method.asType()))
                        .findFirst()
                        .orElse(method);
    }

    private boolean isSame(TypeMirror signature, TypeMirror other) {
        return types.isSubsignature((ExecutableType) signature, (ExecutableType) other);
    }

    /**
     * Returns the types in the throws clause of a method as a member of a type. Replaces type variables of supertypes
     * with the actual types.
     */
    public List<? extends TypeMirror> thrownTypes(DeclaredType type, ExecutableElement method) {
        return ((ExecutableType) types.asMemberOf(type, method)).getThrownTypes();
    }

    /** Whether a method that declares {@code throws Exception} may throw the given type. */
    public boolean isCatchable(TypeMirror thrown) {
        if (thrown instanceof TypeVariable variable) {
            return isCatchable(variable.getUpperBound());
        }
        return isSubtype(thrown, "java.lang.Exception") || isSubtype(thrown, "java.lang.Error");
    }

    /** Whether a type has the given name, or has a supertype with this name. */
    public boolean isSubtype(TypeMirror type, String qualifiedName) {
        return Classes.of(type).filter(it -> known.isSubtype(it, qualifiedName)).isPresent();
    }

    /** Returns the supertype with the given name and with its actual type arguments; empty if there is none. */
    public Optional<DeclaredType> supertype(TypeMirror type, String qualifiedName) {
        if (!isSubtype(type, qualifiedName)) {
            return Optional.empty();
        }
        return Classes.nameOf(type).equals(qualifiedName)
                ? Optional.of((DeclaredType) type)
                : types.directSupertypes(type).stream()
                        .flatMap(parent -> supertype(parent, qualifiedName).stream())
                        .findFirst();
    }
}
