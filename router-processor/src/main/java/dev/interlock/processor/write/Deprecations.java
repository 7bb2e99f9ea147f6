package dev.interlock.processor.write;

import com.google.auto.common.AnnotationMirrors;
import dev.interlock.processor.model.Application;
import dev.interlock.processor.model.CheckedType;
import dev.interlock.processor.model.Handler;
import dev.interlock.processor.model.Instance;
import dev.interlock.processor.model.JsonBody;
import dev.interlock.processor.model.Parameter;
import dev.interlock.processor.model.Route;
import dev.interlock.processor.model.Rule;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;

/**
 * Decides whether generated code must use deprecated elements. If so, the generated code suppresses warnings about
 * these elements, because a service may deprecate a handler long before it removes the handler.
 */
final class Deprecations {
    private Deprecations() {}

    /**
     * Whether generated code for an application uses deprecated elements. These can be instances, handlers, error
     * methods, the types of parameters, results and JSON, and classes and methods that create values of these types.
     * The types of results count because the compiler infers them in generated code.
     */
    static boolean in(Application application) {
        Stream<Element> instances = application.instances().stream()
                .map(Instance::type)
                .flatMap(type -> Stream.concat(Stream.of(type), ofSupertypes(type)));
        Stream<Element> handlers =
                application.routes().stream().map(Route::handler).flatMap(Deprecations::elements);
        Stream<Element> checked = application.checkedTypes().stream().flatMap(Deprecations::elements);
        Stream<Element> errors =
                application.errorMethods().stream().flatMap(error -> Stream.of(error.method(), error.exception()));
        Stream<Element> json = application.json().flatMap(Deprecations::elements);
        Stream<Element> validators = CustomRules.in(application).flatMap(Deprecations::elements);
        Stream<Element> bindings = application.bindings().flatMap(Deprecations::elements);
        return Stream.of(instances, handlers, checked, errors, json, validators, bindings)
                .flatMap(it -> it)
                .flatMap(Deprecations::withEnclosing)
                .distinct()
                .anyMatch(element -> element.getAnnotation(Deprecated.class) != null);
    }

    private static Stream<Element> elements(CheckedType type) {
        return Stream.concat(
                elements(type.type()),
                type.properties().stream()
                        .flatMap(property -> Stream.concat(
                                Stream.of(property.element()),
                                elements(property.checks().type()))));
    }

    private static Stream<Element> elements(Rule.Custom rule) {
        return Stream.concat(
                Stream.concat(
                        Stream.of(rule.validator()),
                        rule.validator().getEnclosedElements().stream()
                                .filter(member -> member.getKind() == ElementKind.CONSTRUCTOR)),
                elements(rule.annotation()));
    }

    /** Returns the type of an annotation, its members and their types, and the elements that its values name. */
    private static Stream<Element> elements(AnnotationMirror annotation) {
        Element type = annotation.getAnnotationType().asElement();
        return Stream.of(
                        Stream.of(type),
                        type.getEnclosedElements().stream(),
                        ElementFilter.methodsIn(type.getEnclosedElements()).stream()
                                .flatMap(member -> elements(member.getReturnType())),
                        AnnotationMirrors.getAnnotationValuesWithDefaults(annotation).values().stream()
                                .flatMap(Deprecations::elements))
                .flatMap(it -> it);
    }

    private static Stream<Element> elements(AnnotationValue value) {
        Object constant = value.getValue();
        if (constant instanceof List<?> values) {
            return values.stream().flatMap(it -> elements((AnnotationValue) it));
        }
        if (constant instanceof AnnotationMirror annotation) {
            return elements(annotation);
        }
        if (constant instanceof TypeMirror type) {
            return elements(type);
        }
        return constant instanceof VariableElement element ? Stream.of(element) : Stream.of();
    }

    private static Stream<Element> elements(Handler handler) {
        Stream<Element> types = handler.parameters().stream()
                .flatMap(Deprecations::withComponents)
                .flatMap(parameter -> Stream.concat(elements(parameter.element().asType()), makers(parameter)));
        Stream<Element> result = elements(handler.called().getReturnType());
        return Stream.of(Stream.of(handler.method(), handler.called()), types, result)
                .flatMap(it -> it);
    }

    /**
     * Returns the elements in the type arguments of all supertypes of a class. Inherited handlers take and return
     * values of these types.
     */
    private static Stream<Element> ofSupertypes(TypeElement type) {
        return Stream.concat(Stream.of(type.getSuperclass()), type.getInterfaces().stream())
                .filter(DeclaredType.class::isInstance)
                .map(DeclaredType.class::cast)
                .flatMap(above -> Stream.concat(
                        above.getTypeArguments().stream().flatMap(Deprecations::elements),
                        ofSupertypes((TypeElement) above.asElement())));
    }

    private static Stream<Element> elements(JsonBody body) {
        return Stream.concat(elements(body.type()), body.objects().stream().flatMap(object -> elements(object.type())));
    }

    /** Returns the constructors of a record that groups parameters. Returns nothing for any other parameter. */
    private static Stream<Element> makers(Parameter parameter) {
        return parameter instanceof Parameter.Group group
                ? group.type().asElement().getEnclosedElements().stream()
                        .filter(member -> member.getKind() == ElementKind.CONSTRUCTOR)
                        .map(member -> member)
                : Stream.of();
    }

    private static Stream<Parameter> withComponents(Parameter parameter) {
        Stream<Parameter> components = parameter instanceof Parameter.Group group
                ? group.components().stream().flatMap(Deprecations::withComponents)
                : Stream.of();
        return Stream.concat(Stream.of(parameter), components);
    }

    private static Stream<Element> elements(TypeMirror type) {
        if (type instanceof ArrayType array) {
            return elements(array.getComponentType());
        }
        if (type instanceof WildcardType wildcard) {
            return Stream.of(wildcard.getExtendsBound(), wildcard.getSuperBound())
                    .filter(Objects::nonNull)
                    .flatMap(Deprecations::elements);
        }
        return type instanceof DeclaredType declared
                ? Stream.concat(
                        Stream.of(declared.asElement()),
                        declared.getTypeArguments().stream().flatMap(Deprecations::elements))
                : Stream.of();
    }

    private static Stream<Element> withEnclosing(Element element) {
        return Stream.iterate(element, Objects::nonNull, Element::getEnclosingElement);
    }
}
