package dev.interlock.processor.read.constraint;

import com.google.auto.common.MoreTypes;
import dev.interlock.processor.check.constraint.DefaultRules;
import dev.interlock.processor.model.CheckedParameter;
import dev.interlock.processor.model.CheckedType.Property;
import dev.interlock.processor.model.Checks;
import dev.interlock.processor.model.Constraint;
import dev.interlock.processor.model.Parameter;
import dev.interlock.processor.model.Parameter.BodyType;
import dev.interlock.processor.model.Rule;
import dev.interlock.processor.report.ConstraintMessage;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.source.Accessors;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.Scope;
import dev.interlock.processor.source.Supertypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;

/** Reads what is checked of the parameters of a handler. */
public final class ParameterChecks {
    private final Scope scope;
    private final CheckedTypes types;

    public ParameterChecks(Scope scope, CheckedTypes types) {
        this.scope = scope;
        this.types = types;
    }

    /**
     * What is checked.
     *
     * @param controller may have more above it that the method implements
     * @param parameters those that could be read; nothing is known if some could not
     */
    public List<CheckedParameter> read(
            TypeElement controller, ExecutableElement method, ExecutableType signature, List<Parameter> parameters) {
        refuseOnResult(method);
        List<CheckedParameter> checked = new ArrayList<>();
        if (parameters.size() < method.getParameters().size()) {
            return checked;
        }
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            TypeMirror type = signature.getParameterTypes().get(i);
            scope.problems().within(Place.of(parameter.element()), () -> add(checked, parameter, type));
        }
        for (ExecutableElement above : Supertypes.overridden(scope, controller, method)) {
            addInherited(checked, parameters, (DeclaredType) controller.asType(), method, above);
        }
        return checked;
    }

    /** Reports constraints on what a handler returns. */
    private void refuseOnResult(ExecutableElement method) {
        AnnotatedValue.of(method, method.getReturnType()).annotations().stream()
                .findFirst()
                .ifPresent(annotation -> scope.report(
                        ValidatorReader.isCrossParameter(annotation)
                                ? ConstraintMessage.CROSS_PARAMETER
                                : ConstraintMessage.CHECKED_RESULT,
                        Place.of(method, annotation),
                        Annotations.simpleName(annotation),
                        Place.describe(method)));
    }

    private void add(List<CheckedParameter> checked, Parameter parameter, TypeMirror type) {
        if (parameter instanceof Parameter.Group group) {
            addGroup(checked, group, type);
        } else {
            AnnotatedValue value = AnnotatedValue.of(parameter.element(), type);
            addChecks(checked, parameter, parameter instanceof Parameter.Body ? value.ofBody() : value);
        }
    }

    /** What a method above says of parameters holds as well (Jakarta Validation section 5.6.5). */
    private void addInherited(
            List<CheckedParameter> checked,
            List<Parameter> parameters,
            DeclaredType controller,
            ExecutableElement method,
            ExecutableElement above) {
        ExecutableType signature = (ExecutableType) scope.types().asMemberOf(controller, above);
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            TypeMirror type = signature.getParameterTypes().get(i);
            AnnotatedValue own = AnnotatedValue.of(method.getParameters().get(i), type);
            AnnotatedValue value = AnnotatedValue.of(above.getParameters().get(i), type);
            // The components of a group are its own, and the members of a body are checked anyway.
            if (!(parameter instanceof Parameter.Group)) {
                (parameter instanceof Parameter.Body ? value.withoutValid() : value)
                        .beyond(own)
                        .ifPresent(it -> addChecks(checked, parameter, it));
            }
        }
    }

    private void addChecks(List<CheckedParameter> checked, Parameter parameter, AnnotatedValue value) {
        if (isNoInput(parameter)) {
            refuse(value);
            return;
        }
        if (parameter instanceof Parameter.Body body && body.bodyType() == BodyType.JSON_LINES) {
            addElements(checked, body, value);
            return;
        }
        Checks read = types.checks().read(value);
        if (parameter instanceof Parameter.Text text) {
            refuseAbsence(text, read);
            DefaultRules.check(scope, text, read);
        }
        if (!read.isEmpty()) {
            checked.add(new CheckedParameter(parameter, read, List.of(), Optional.empty()));
        }
    }

    private static boolean isNoInput(Parameter parameter) {
        return parameter instanceof Parameter.Request
                || parameter instanceof Parameter.Response
                || parameter instanceof Parameter.Writer;
    }

    /** Reports a constraint on what no client sends. */
    private void refuse(AnnotatedValue value) {
        value.annotations().stream()
                .findFirst()
                .ifPresent(annotation -> scope.report(
                        ConstraintMessage.UNCHECKED_PARAMETER,
                        Place.of(value.element(), annotation),
                        Annotations.simpleName(annotation),
                        value.element().getSimpleName(),
                        Place.describe(value.actual())));
    }

    /** A publisher of values is there before they are: they are checked one by one, as each arrives. */
    private void addElements(List<CheckedParameter> checked, Parameter.Body body, AnnotatedValue value) {
        AnnotatedValue publisher = new AnnotatedValue(
                value.element(),
                value.withoutValid().annotations(),
                scope.types().erasure(value.declared()),
                scope.types().erasure(value.actual()),
                false);
        Checks own = types.checks().read(publisher);
        Checks elements = types.checks().readElements(value);
        if (!own.isEmpty() || !elements.isEmpty()) {
            checked.add(new CheckedParameter(
                    body, own, List.of(), Optional.of(elements).filter(it -> !it.isEmpty())));
        }
    }

    private void addGroup(List<CheckedParameter> checked, Parameter.Group group, TypeMirror type) {
        AnnotatedValue whole = AnnotatedValue.of(group.element(), type);
        // The components are checked in any case, one by one.
        types.checks().read(whole.withoutValid());
        for (Parameter component : group.components()) {
            add(checked, component, componentType(group, component));
        }
        List<Property> methods = types.methods(group.type());
        if (!methods.isEmpty()) {
            checked.add(new CheckedParameter(group, Checks.none(group.type()), methods, Optional.empty()));
        }
    }

    private TypeMirror componentType(Parameter.Group group, Parameter component) {
        ExecutableElement accessor = MoreTypes.asTypeElement(group.type()).getRecordComponents().stream()
                .filter(it -> it.equals(component.element()))
                .findFirst()
                .map(Accessors::of)
                .orElseThrow();
        return ((ExecutableType) scope.types().asMemberOf(group.type(), accessor)).getReturnType();
    }

    private void refuseAbsence(Parameter.Text text, Checks read) {
        boolean isThere = text.value().shape() != Parameter.Shape.NULLABLE;
        boolean mustBeAbsent =
                read.constraints().stream().map(Constraint::rule).anyMatch(Rule.Absent.class::isInstance);
        if (isThere && mustBeAbsent) {
            scope.report(
                    ConstraintMessage.IMPOSSIBLE_CONSTRAINT,
                    Place.of(text.element()),
                    text.element().getSimpleName(),
                    "it must be null, which it never is without @Nullable");
        }
    }
}
