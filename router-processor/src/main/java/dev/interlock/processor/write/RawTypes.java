package dev.interlock.processor.write;

import com.google.auto.common.AnnotationMirrors;
import dev.interlock.processor.model.Application;
import dev.interlock.processor.model.CheckedType;
import dev.interlock.processor.model.Checks;
import dev.interlock.processor.model.Handler;
import dev.interlock.processor.model.Instance;
import dev.interlock.processor.model.Parameter;
import dev.interlock.processor.model.Route;
import dev.interlock.processor.model.Rule;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;

/** Decides whether generated code must use raw types, because the sources of the application use raw types. */
final class RawTypes {
    private final Set<Element> seen = new HashSet<>();

    private RawTypes() {}

    /**
     * Whether an application uses a raw type in a declaration that generated code refers to. These are parameters,
     * checked members, supertypes of instances, and members of annotations for validators and filter factories.
     */
    static boolean in(Application application) {
        RawTypes types = new RawTypes();
        Stream<TypeMirror> instances = application.instances().stream()
                .map(Instance::type)
                .flatMap(type -> Stream.concat(Stream.of(type.getSuperclass()), type.getInterfaces().stream()));
        Stream<TypeMirror> parameters =
                application.routes().stream().map(Route::handler).flatMap(RawTypes::parameters);
        Stream<TypeMirror> checked = application.checkedTypes().stream().flatMap(RawTypes::members);
        Stream<TypeMirror> annotations = Stream.concat(
                        CustomRules.in(application).map(Rule.Custom::annotation), application.bindings())
                .flatMap(RawTypes::members);
        return Stream.concat(parameters, annotations).anyMatch(RawTypes::isRaw)
                || Stream.concat(instances, checked).anyMatch(types::isOrExtendsRaw);
    }

    /** Returns the types of the members of an annotation, and of the members of annotations within the annotation. */
    private static Stream<TypeMirror> members(AnnotationMirror annotation) {
        Stream<TypeMirror> own =
                ElementFilter.methodsIn(
                                annotation.getAnnotationType().asElement().getEnclosedElements())
                        .stream()
                        .map(ExecutableElement::getReturnType);
        Stream<TypeMirror> within = AnnotationMirrors.getAnnotationValuesWithDefaults(annotation).values().stream()
                .flatMap(RawTypes::annotations)
                .flatMap(RawTypes::members);
        return Stream.concat(own, within);
    }

    private static Stream<AnnotationMirror> annotations(AnnotationValue value) {
        if (value.getValue() instanceof List<?> values) {
            return values.stream().map(AnnotationValue.class::cast).flatMap(RawTypes::annotations);
        }
        return value.getValue() instanceof AnnotationMirror annotation ? Stream.of(annotation) : Stream.of();
    }

    private static Stream<TypeMirror> parameters(Handler handler) {
        return handler.parameters().stream().flatMap(RawTypes::types);
    }

    private static Stream<TypeMirror> types(Parameter parameter) {
        Stream<TypeMirror> components = parameter instanceof Parameter.Group group
                ? Stream.concat(
                        Stream.of(group.type()), group.components().stream().flatMap(RawTypes::types))
                : Stream.of();
        return Stream.concat(Stream.of(parameter.element().asType()), components);
    }

    private static Stream<TypeMirror> members(CheckedType type) {
        return Stream.concat(
                Stream.of(type.type()), type.properties().stream().flatMap(property -> types(property.checks())));
    }

    private static Stream<TypeMirror> types(Checks checks) {
        return Stream.concat(
                Stream.of(checks.type()), checks.contents().stream().flatMap(contents -> types(contents.checks())));
    }

    /**
     * Whether a type or one of its supertypes is raw. Supertypes matter only for types whose members generated code
     * calls. For the types of parameters, use {@link #isRaw}.
     */
    private boolean isOrExtendsRaw(TypeMirror type) {
        if (isRaw(type)) {
            return true;
        }
        if (type instanceof ArrayType array) {
            return isOrExtendsRaw(array.getComponentType());
        }
        return type instanceof DeclaredType declared
                && (declared.getTypeArguments().stream().anyMatch(this::isOrExtendsRaw)
                        || (declared.asElement() instanceof TypeElement element
                                && seen.add(element)
                                && Stream.concat(Stream.of(element.getSuperclass()), element.getInterfaces().stream())
                                        .anyMatch(this::isOrExtendsRaw)));
    }

    static boolean isRaw(TypeMirror type) {
        if (type instanceof ArrayType array) {
            return isRaw(array.getComponentType());
        }
        if (type instanceof WildcardType wildcard) {
            return Stream.of(wildcard.getExtendsBound(), wildcard.getSuperBound())
                    .filter(Objects::nonNull)
                    .anyMatch(RawTypes::isRaw);
        }
        if (!(type instanceof DeclaredType declared) || !(declared.asElement() instanceof TypeElement element)) {
            return false;
        }
        boolean isItself = declared.getTypeArguments().isEmpty()
                && !element.getTypeParameters().isEmpty();
        return isItself
                || isRaw(declared.getEnclosingType())
                || declared.getTypeArguments().stream().anyMatch(RawTypes::isRaw);
    }
}
