package dev.interlock.processor.read.parameter;

import dev.interlock.processor.check.compilation.KeptInterfaces;
import dev.interlock.processor.declaration.Binding;
import dev.interlock.processor.declaration.ProtoInterfaces;
import dev.interlock.processor.declaration.WireNames;
import dev.interlock.processor.model.Parameter;
import dev.interlock.processor.model.Parameter.Shape;
import dev.interlock.processor.read.text.ValueReader;
import dev.interlock.processor.read.text.ValueReader.Wrapped;
import dev.interlock.processor.report.Message;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.runtime.RuntimeNames;
import dev.interlock.processor.source.Accessors;
import dev.interlock.processor.source.Classes;
import dev.interlock.processor.source.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;

/** Reads one parameter of a handler, or one component of a record of parameters, and determines its binding. */
public final class ParameterReader {
    /** Largest depth of nested records of parameters. */
    private static final int MOST_NESTED = 32;

    private final Scope scope;
    private final ParameterNames names;
    private final PathVariables variables;
    private final ValueReader values;
    private final TextReader texts;
    private final BodyReader bodies;
    /** Types of the records that contain the parameter that is being read. */
    private final Set<String> open = new LinkedHashSet<>();

    public ParameterReader(Scope scope, ParameterNames names, PathVariables variables) {
        this.scope = scope;
        this.names = names;
        this.variables = variables;
        this.values = new ValueReader(scope);
        this.texts = new TextReader(scope, values);
        this.bodies = new BodyReader(scope, values);
    }

    /** Reads a parameter; empty if a mistake was reported. */
    public Optional<Parameter> read(Element element, TypeMirror type) {
        List<Binding> bindings = Arrays.stream(Binding.values())
                .filter(binding -> binding.on(element).isPresent())
                .toList();
        if (bindings.size() > 1) {
            Binding second = bindings.get(1);
            scope.report(
                    Message.TWO_BINDINGS,
                    Place.of(element, second.on(element).orElseThrow()),
                    element.getSimpleName(),
                    bindings.get(0).annotation(),
                    second.annotation());
            return Optional.empty();
        }
        if (!scope.canAccess(type) && !bindings.contains(Binding.PARAMS)) {
            scope.report(
                    Message.INACCESSIBLE_PARAMETER_TYPE,
                    Place.of(element),
                    element.getSimpleName(),
                    Place.describe(type),
                    scope.homeName(),
                    scope.accessTip(type));
            return Optional.empty();
        }
        Optional<TypeElement> writer = ProtoInterfaces.writer(type);
        if (writer.isPresent()) {
            return writer(element, writer.get(), bindings);
        }
        return bindings.isEmpty() ? unannotated(element, type) : bound(element, type, bindings.get(0));
    }

    private Optional<Parameter> writer(Element element, TypeElement type, List<Binding> bindings) {
        for (Binding binding : bindings) {
            scope.report(
                    Message.BOUND_WRITER,
                    Place.of(element, binding.on(element).orElseThrow()),
                    element.getSimpleName(),
                    binding.annotation());
            return Optional.empty();
        }
        return withoutDefault(element, "the response", new Parameter.Writer(element, type));
    }

    private Optional<Parameter> unannotated(Element element, TypeMirror type) {
        String typeName = Classes.nameOf(type);
        if (typeName.equals(RuntimeNames.REQUEST)) {
            return withoutDefault(element, "the request", new Parameter.Request(element));
        }
        if (typeName.equals(RuntimeNames.RESPONSE)) {
            return withoutDefault(element, "the response", new Parameter.Response(element));
        }
        Wrapped wrapped = values.unwrap(element, type);
        if (scope.isSubtype(wrapped.type(), RuntimeNames.PRINCIPAL)
                && !wrapped.shape().collects()) {
            Parameter principal = new Parameter.Principal(element, wrapped.type(), wrapped.shape());
            return withoutDefault(element, "the caller", principal);
        }
        if (ProtoInterfaces.isView(type)) {
            scope.report(Message.UNBOUND_VIEW, Place.of(element), element.getSimpleName(), Place.describe(type));
            return Optional.empty();
        }
        Optional<String> name = names.of(element, Optional.empty());
        if (name.isEmpty() || !variables.takeUnannotated(element, name.get())) {
            return Optional.empty();
        }
        return texts.read(element, type, Binding.PATH, name.get());
    }

    private Optional<Parameter> bound(Element element, TypeMirror type, Binding binding) {
        AnnotationMirror annotation = binding.on(element).orElseThrow();
        if (binding != Binding.BODY && ProtoInterfaces.isView(type)) {
            scope.report(
                    Message.BOUND_VIEW,
                    Place.of(element, annotation),
                    element.getSimpleName(),
                    binding.annotation(),
                    binding.description());
            return Optional.empty();
        }
        return switch (binding) {
            case BODY -> body(element, type);
            case PARAMS -> group(element, type, annotation);
            default -> names.of(element, Optional.of(annotation)).flatMap(name -> named(element, type, binding, name));
        };
    }

    private Optional<Parameter> named(Element element, TypeMirror type, Binding binding, String name) {
        AnnotationMirror annotation = binding.on(element).orElseThrow();
        return switch (binding) {
            case ATTRIBUTE -> attribute(element, type, name);
            case PATH ->
                variables.take(element, annotation, name) ? texts.read(element, type, binding, name) : Optional.empty();
            case HEADER, COOKIE ->
                isFieldName(element, binding, name) ? texts.read(element, type, binding, name) : Optional.empty();
            case PART -> part(element, type, name);
            default -> texts.read(element, type, binding, name);
        };
    }

    private boolean isFieldName(Element element, Binding binding, String name) {
        if (WireNames.isToken(name)) {
            return true;
        }
        scope.report(
                Message.INVALID_FIELD_NAME,
                Place.ofMember(element, binding.on(element).orElseThrow(), "value"),
                name,
                binding.annotation().toLowerCase(Locale.ROOT));
        return false;
    }

    private Optional<Parameter> part(Element element, TypeMirror type, String name) {
        Wrapped wrapped = values.unwrap(element, type);
        return Classes.nameOf(wrapped.type()).equals(RuntimeNames.BODY_PART)
                ? file(element, type, name, wrapped)
                : texts.read(element, type, Binding.PART, name);
    }

    private Optional<Parameter> file(Element element, TypeMirror type, String name, Wrapped wrapped) {
        if (wrapped.shape() == Shape.SET || wrapped.shape() == Shape.ARRAY) {
            texts.reportUnsupported(element, type, Binding.PART);
            return Optional.empty();
        }
        return withoutDefault(element, "a file", new Parameter.File(element, name, wrapped.shape()));
    }

    private Optional<Parameter> attribute(Element element, TypeMirror type, String name) {
        Wrapped wrapped = values.unwrap(element, type);
        boolean unwraps = wrapped.shape() == Shape.OPTIONAL || wrapped.shape() == Shape.NULLABLE;
        Parameter attribute = new Parameter.Attribute(
                element, name, unwraps ? wrapped.type() : type, unwraps ? wrapped.shape() : Shape.REQUIRED);
        return withoutDefault(element, Binding.ATTRIBUTE.description(), attribute);
    }

    private Optional<Parameter> body(Element element, TypeMirror type) {
        return bodies.read(element, type).flatMap(body -> withoutDefault(element, Binding.BODY.description(), body));
    }

    private Optional<Parameter> group(Element element, TypeMirror type, AnnotationMirror annotation) {
        TypeElement record = Classes.of(type).orElse(null);
        Place place = Place.of(element, annotation);
        Object name = element.getSimpleName();
        if (record == null || record.getKind() != ElementKind.RECORD) {
            scope.report(Message.PARAMS_NOT_A_RECORD, place, name, Place.describe(type), tipForRecord(element, type));
            return Optional.empty();
        }
        if (!scope.canAccess(type)) {
            scope.report(
                    Message.PARAMS_INACCESSIBLE,
                    place,
                    name,
                    Place.describe(type),
                    scope.homeName(),
                    scope.accessTip(type));
            return Optional.empty();
        }
        // The key includes the type arguments, because a record of type P<P<Q>> does not contain itself endlessly.
        // MOST_NESTED stops records whose type arguments grow with each level.
        String typeName = type.toString();
        if (open.size() == MOST_NESTED || !open.add(typeName)) {
            scope.report(Message.PARAMS_RECURSIVE, place, name, record.getSimpleName());
            return Optional.empty();
        }
        List<Parameter> components = components(record, (DeclaredType) type);
        open.remove(typeName);
        if (components.size() < record.getRecordComponents().size()) {
            return Optional.empty();
        }
        Parameter group = new Parameter.Group(element, (DeclaredType) type, components);
        return withoutDefault(element, Binding.PARAMS.description(), group);
    }

    private String tipForRecord(Element element, TypeMirror type) {
        TypeMirror held = values.unwrap(element, type).type();
        boolean isRecord = Classes.of(held).stream().anyMatch(it -> it.getKind() == ElementKind.RECORD);
        return isRecord
                ? "use " + Place.describe(held) + "; its components may be Optional"
                : "use a record with a component for each parameter";
    }

    private List<Parameter> components(TypeElement record, DeclaredType type) {
        List<Parameter> components = new ArrayList<>();
        for (RecordComponentElement component : record.getRecordComponents()) {
            TypeMirror accessor = scope.types().asMemberOf(type, Accessors.of(component));
            TypeMirror componentType = ((ExecutableType) accessor).getReturnType();
            if (!KeptInterfaces.isKept(component, componentType, scope.problems())) {
                read(component, componentType).ifPresent(components::add);
            }
        }
        return components;
    }

    private Optional<Parameter> withoutDefault(Element element, String boundTo, Parameter parameter) {
        // Call both methods even if the first one returns false, because each reports a mistake.
        boolean hasNoDefault = texts.refuseDefault(element, boundTo);
        boolean hasNoSecret = texts.refuseSecret(element, boundTo);
        return hasNoDefault && hasNoSecret ? Optional.of(parameter) : Optional.empty();
    }
}
