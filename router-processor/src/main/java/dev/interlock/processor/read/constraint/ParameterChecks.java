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
import dev.interlock.processor.report.Outcome;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.report.Steps;
import dev.interlock.processor.source.Accessors;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.Scope;
import dev.interlock.processor.source.Supertypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;

/** Reads the checks on the parameters of one handler. */
public final class ParameterChecks {
    private final Scope scope;
    private final CheckedTypes types;
    private final List<CheckedParameter> checked = new ArrayList<>();
    private final Steps steps = new Steps();

    public ParameterChecks(Scope scope, CheckedTypes types) {
        this.scope = scope;
        this.types = types;
    }

    /**
     * Reads the checks on the parameters.
     *
     * @param controller class whose supertypes may declare the method with more constraints
     * @param parameters parameters without mistakes; if a parameter is missing, returns no checks
     */
    public Outcome<List<CheckedParameter>> read(
            TypeElement controller, ExecutableElement method, ExecutableType signature, List<Parameter> parameters) {
        steps.take(allowResult(method));
        if (parameters.size() < method.getParameters().size()) {
            return steps.outcome(checked);
        }
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            TypeMirror type = signature.getParameterTypes().get(i);
            scope.problems().within(Place.of(parameter.element()), () -> add(parameter, type));
        }
        for (ExecutableElement above : Supertypes.overridden(scope, controller, method)) {
            addInherited(parameters, (DeclaredType) controller.asType(), method, above);
        }
        return steps.outcome(checked);
    }

    /**
     * Checks that the result of a handler has no constraints. If it has some, reports the first one and returns false.
     */
    private boolean allowResult(ExecutableElement method) {
        Optional<AnnotationMirror> onResult = AnnotatedValue.of(method, method.getReturnType()).annotations().stream()
                .findFirst();
        onResult.ifPresent(annotation -> scope.report(
                ValidatorReader.isCrossParameter(annotation)
                        ? ConstraintMessage.CROSS_PARAMETER
                        : ConstraintMessage.CHECKED_RESULT,
                Place.of(method, annotation),
                Annotations.simpleName(annotation),
                Place.describe(method)));
        return onResult.isEmpty();
    }

    private void add(Parameter parameter, TypeMirror type) {
        if (parameter instanceof Parameter.Group group) {
            addGroup(group, type);
        } else {
            AnnotatedValue value = AnnotatedValue.of(parameter.element(), type);
            addChecks(parameter, parameter instanceof Parameter.Body ? value.ofBody() : value);
        }
    }

    /** Adds the constraints on the parameters of an overridden method (Jakarta Validation section 5.6.5). */
    private void addInherited(
            List<Parameter> parameters, DeclaredType controller, ExecutableElement method, ExecutableElement above) {
        ExecutableType signature = (ExecutableType) scope.types().asMemberOf(controller, above);
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            TypeMirror type = signature.getParameterTypes().get(i);
            AnnotatedValue own = AnnotatedValue.of(method.getParameters().get(i), type);
            AnnotatedValue value = AnnotatedValue.of(above.getParameters().get(i), type);
            // Groups are skipped, because their components carry the constraints. The members of a body are checked
            // even without @Valid.
            if (!(parameter instanceof Parameter.Group)) {
                (parameter instanceof Parameter.Body ? value.withoutValid() : value)
                        .beyond(own)
                        .ifPresent(it -> addChecks(parameter, it));
            }
        }
    }

    private void addChecks(Parameter parameter, AnnotatedValue value) {
        if (isNoInput(parameter)) {
            steps.take(allowOutput(value));
            return;
        }
        if (parameter instanceof Parameter.Body body && body.bodyType() == BodyType.JSON_LINES) {
            addElements(body, value);
            return;
        }
        Checks read = steps.take(types.checks().read(value));
        if (parameter instanceof Parameter.Text text) {
            steps.take(allowAbsence(text, read));
            steps.take(DefaultRules.check(scope, text, read));
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

    /**
     * Checks that a parameter that does not come from the client has no constraints. If it has some, reports the first
     * one and returns false.
     */
    private boolean allowOutput(AnnotatedValue value) {
        Optional<AnnotationMirror> first = value.annotations().stream().findFirst();
        first.ifPresent(annotation -> scope.report(
                ConstraintMessage.UNCHECKED_PARAMETER,
                Place.of(value.element(), annotation),
                Annotations.simpleName(annotation),
                value.element().getSimpleName(),
                Place.describe(value.actual())));
        return first.isEmpty();
    }

    /**
     * Adds the checks of a publisher and of its elements. The publisher is checked before the call, and each element
     * when it arrives.
     */
    private void addElements(Parameter.Body body, AnnotatedValue value) {
        AnnotatedValue publisher = new AnnotatedValue(
                value.element(),
                value.withoutValid().annotations(),
                scope.types().erasure(value.declared()),
                scope.types().erasure(value.actual()),
                false);
        Checks own = steps.take(types.checks().read(publisher));
        Checks elements = steps.take(types.checks().readElements(value));
        if (!own.isEmpty() || !elements.isEmpty()) {
            checked.add(new CheckedParameter(
                    body, own, List.of(), Optional.of(elements).filter(it -> !it.isEmpty())));
        }
    }

    private void addGroup(Parameter.Group group, TypeMirror type) {
        AnnotatedValue whole = AnnotatedValue.of(group.element(), type);
        // Each component is checked on its own, so @Valid on the record is not needed.
        steps.take(types.checks().read(whole.withoutValid()));
        for (Parameter component : group.components()) {
            add(component, componentType(group, component));
        }
        List<Property> methods = steps.take(types.methods(group.type()));
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

    /**
     * Checks that no constraint requires null of a parameter that is never null. If one does, reports the parameter and
     * returns false.
     */
    private boolean allowAbsence(Parameter.Text text, Checks read) {
        boolean isThere = text.value().shape() != Parameter.Shape.NULLABLE;
        boolean mustBeAbsent =
                read.constraints().stream().map(Constraint::rule).anyMatch(Rule.Absent.class::isInstance);
        boolean isImpossible = isThere && mustBeAbsent;
        if (isImpossible) {
            scope.report(
                    ConstraintMessage.IMPOSSIBLE_CONSTRAINT,
                    Place.of(text.element()),
                    text.element().getSimpleName(),
                    "it must be null, which it never is without @Nullable");
        }
        return !isImpossible;
    }
}
