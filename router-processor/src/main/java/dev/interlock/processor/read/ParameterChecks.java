package dev.interlock.processor.read;

import com.google.auto.common.MoreTypes;
import dev.interlock.processor.model.CheckedParameter;
import dev.interlock.processor.model.CheckedType.Property;
import dev.interlock.processor.model.Checks;
import dev.interlock.processor.model.Constraint;
import dev.interlock.processor.model.Parameter;
import dev.interlock.processor.model.Rule;
import dev.interlock.processor.report.ConstraintMessage;
import dev.interlock.processor.report.Place;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;

/** Reads what is checked of the parameters of a handler. */
final class ParameterChecks {
    private final Scope scope;
    private final CheckedTypes types;

    ParameterChecks(Scope scope, CheckedTypes types) {
        this.scope = scope;
        this.types = types;
    }

    /**
     * What is checked.
     *
     * @param parameters those that could be read; nothing is known if some could not
     */
    List<CheckedParameter> read(ExecutableElement method, ExecutableType signature, List<Parameter> parameters) {
        refuseOnResult(method);
        List<CheckedParameter> checked = new ArrayList<>();
        if (parameters.size() < method.getParameters().size()) {
            return checked;
        }
        for (int i = 0; i < parameters.size(); i++) {
            add(checked, parameters.get(i), signature.getParameterTypes().get(i));
        }
        return checked;
    }

    /** Reports constraints on what a handler returns. */
    private void refuseOnResult(ExecutableElement method) {
        AnnotatedValue.of(method, method.getReturnType()).annotations().stream()
                .findFirst()
                .ifPresent(annotation -> scope.report(
                        ConstraintMessage.CHECKED_RESULT,
                        Place.of(method, annotation),
                        Annotations.simpleName(annotation),
                        Place.describe(method)));
    }

    private void add(List<CheckedParameter> checked, Parameter parameter, TypeMirror type) {
        if (parameter instanceof Parameter.Group group) {
            addGroup(checked, group, type);
            return;
        }
        AnnotatedValue value = AnnotatedValue.of(parameter.element(), type);
        Checks read = types.checks().read(parameter instanceof Parameter.Body ? value.ofBody() : value);
        if (parameter instanceof Parameter.Text text) {
            refuseAbsence(text, read);
            DefaultChecks.check(scope, text, read);
        }
        if (!read.isEmpty()) {
            checked.add(new CheckedParameter(parameter, read, List.of()));
        }
    }

    private void addGroup(List<CheckedParameter> checked, Parameter.Group group, TypeMirror type) {
        AnnotatedValue whole = AnnotatedValue.of(group.element(), type);
        // The components are checked in any case, one by one.
        List<AnnotationMirror> own = whole.annotations().stream()
                .filter(annotation -> !ChecksReader.isValid(annotation))
                .toList();
        types.checks().read(new AnnotatedValue(whole.element(), own, whole.declared(), type, false));
        for (Parameter component : group.components()) {
            add(checked, component, componentType(group, component));
        }
        List<Property> methods = types.methods(group.type());
        if (!methods.isEmpty()) {
            checked.add(new CheckedParameter(group, Checks.none(group.type()), methods));
        }
    }

    private TypeMirror componentType(Parameter.Group group, Parameter component) {
        ExecutableElement accessor = MoreTypes.asTypeElement(group.type()).getRecordComponents().stream()
                .filter(it -> it.equals(component.element()))
                .findFirst()
                .orElseThrow()
                .getAccessor();
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
