package dev.interlock.processor.read.readiness;

import com.google.auto.common.SuperficialValidation;
import dev.interlock.processor.declaration.ApplicationAnnotation;
import dev.interlock.processor.declaration.Binding;
import dev.interlock.processor.declaration.ConstraintAnnotations;
import dev.interlock.processor.declaration.RouteAnnotations;
import dev.interlock.processor.source.CompiledSources;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;

/** Decides whether the processor can read the members of records and classes that handlers take or return. */
public final class MemberReadiness {
    private final CompiledSources sources;
    /**
     * Simple names of the routers that this processor has yet to generate. An application must not wait for these
     * routers.
     */
    private final Set<String> routers;

    private final Set<TypeElement> seen = new HashSet<>();
    /** Controllers and supertypes of controllers whose handlers were already checked. */
    private final Set<TypeElement> withHandlers = new HashSet<>();

    private MemberReadiness(CompiledSources sources, Set<String> routers) {
        this.sources = sources;
        this.routers = routers;
    }

    /**
     * Whether the processor can read the members of the records and classes that an application's handlers take or
     * return. All types and constants that these members name must exist. The routers of waiting applications count as
     * existing types.
     *
     * @param waiting applications without a router, including this application
     * @param sources classes that are compiled together with the application; all other classes are complete
     */
    public static boolean isReady(TypeElement root, Collection<TypeElement> waiting, CompiledSources sources) {
        Set<String> routers =
                waiting.stream().map(ApplicationAnnotation::routerName).collect(Collectors.toSet());
        MemberReadiness readiness = new MemberReadiness(sources, routers);
        return ApplicationAnnotation.listedControllers(root).stream().allMatch(readiness::hasCompleteHandlers);
    }

    /** Whether the handlers of a type and of all its supertypes are complete. */
    private boolean hasCompleteHandlers(TypeElement type) {
        return !withHandlers.add(type)
                || (ElementFilter.methodsIn(type.getEnclosedElements()).stream()
                                .filter(method -> !RouteAnnotations.of(method).isEmpty())
                                .allMatch(this::isComplete)
                        && Stream.concat(Stream.of(type.getSuperclass()), type.getInterfaces().stream())
                                .allMatch(this::hasCompleteHandlers));
    }

    /**
     * Whether the handlers of a supertype, and its type arguments, are complete. Inherited handlers may take or return
     * the type arguments.
     */
    private boolean hasCompleteHandlers(TypeMirror above) {
        return !(above instanceof DeclaredType declared && declared.asElement() instanceof TypeElement type)
                || (hasCompleteHandlers(type)
                        && declared.getTypeArguments().stream().allMatch(this::isComplete));
    }

    private boolean isComplete(ExecutableElement handler) {
        return Stream.concat(
                        Stream.of(handler.getReturnType()),
                        handler.getParameters().stream()
                                .filter(MemberReadiness::hasReadMembers)
                                .map(Element::asType))
                .allMatch(this::isComplete);
    }

    /**
     * Whether the processor reads the members of a parameter's type. It reads the members of an attribute only if they
     * have to be checked.
     */
    private static boolean hasReadMembers(VariableElement parameter) {
        return Binding.ATTRIBUTE.on(parameter).isEmpty() || isChecked(parameter) || holdsChecked(parameter.asType());
    }

    private static boolean isChecked(AnnotatedConstruct construct) {
        return construct.getAnnotationMirrors().stream().anyMatch(ConstraintAnnotations::isValid);
    }

    private static boolean holdsChecked(TypeMirror type) {
        Stream<? extends TypeMirror> held = type instanceof DeclaredType declared
                ? declared.getTypeArguments().stream()
                : type instanceof ArrayType array ? Stream.of(array.getComponentType()) : Stream.of();
        return isChecked(type) || held.anyMatch(MemberReadiness::holdsChecked);
    }

    private boolean isComplete(TypeMirror type) {
        if (type instanceof ArrayType array) {
            return isComplete(array.getComponentType());
        }
        return !(type instanceof DeclaredType declared)
                || (isComplete(declared.asElement())
                        && declared.getTypeArguments().stream().allMatch(this::isComplete));
    }

    private boolean isComplete(Element element) {
        return !(element instanceof TypeElement type)
                || !sources.contain(type)
                || !seen.add(type)
                || (hasAllComponents(type)
                        && Stream.concat(
                                        ElementFilter.fieldsIn(type.getEnclosedElements()).stream(),
                                        type.getRecordComponents().stream())
                                .allMatch(this::isMemberComplete)
                        && isComplete(type.getSuperclass()));
    }

    /**
     * Whether the compiler shows all components of a record. ECJ may hide a component if a type is missing. This
     * happens if the type of the component, or an argument of this type, is a generic class within the missing class.
     */
    private static boolean hasAllComponents(TypeElement type) {
        return type.getKind() != ElementKind.RECORD
                || ElementFilter.fieldsIn(type.getEnclosedElements()).stream()
                                .filter(field -> !field.getModifiers().contains(Modifier.STATIC))
                                .count()
                        == type.getRecordComponents().size();
    }

    private boolean isMemberComplete(Element member) {
        return exists(member.asType()) && Readiness.hasKnownValues(member) && isComplete(member.asType());
    }

    private boolean exists(TypeMirror type) {
        if (SuperficialValidation.validateType(type) || isRouter(type)) {
            return true;
        }
        if (type instanceof ArrayType array) {
            return exists(array.getComponentType());
        }
        if (type instanceof WildcardType wildcard) {
            return Stream.of(wildcard.getExtendsBound(), wildcard.getSuperBound())
                    .filter(Objects::nonNull)
                    .allMatch(this::exists);
        }
        return type.getKind() == TypeKind.DECLARED
                && ((DeclaredType) type).getTypeArguments().stream().allMatch(this::exists);
    }

    /** Whether a missing type is a router that this processor has yet to generate, or a class within this router. */
    private boolean isRouter(TypeMirror type) {
        return type.getKind() == TypeKind.ERROR
                && Stream.of(type.toString().split("[.\\s]", -1)).anyMatch(routers::contains);
    }
}
