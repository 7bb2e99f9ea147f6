package dev.interlock.processor.read;

import dev.interlock.processor.check.handler.NameRules;
import dev.interlock.processor.declaration.HandlerMethod;
import dev.interlock.processor.model.Instance;
import dev.interlock.processor.report.AccessMessage;
import dev.interlock.processor.report.ErrorMessage;
import dev.interlock.processor.report.Outcome;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.report.Steps;
import dev.interlock.processor.runtime.RuntimeAnnotations;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.Scope;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;

/** Reads the roles that callers of a handler must have. */
final class RolesReader {
    private final Scope scope;

    RolesReader(Scope scope) {
        this.scope = scope;
    }

    /**
     * Returns the roles of the {@code @Roles} that is closest to the handler: on the method, on its controller, or on a
     * class that has the method. Empty if there is none, or if {@code @Anyone} is closer. Reports invalid roles.
     */
    Outcome<Optional<List<String>>> read(Instance controller, HandlerMethod method) {
        return method.carrier(controller.type(), RuntimeAnnotations.ROLES, RuntimeAnnotations.ANYONE)
                .map(this::declared)
                .orElse(Outcome.sound(Optional.empty()));
    }

    private Outcome<Optional<List<String>>> declared(Element element) {
        Optional<AnnotationMirror> anyone = Annotations.find(element, RuntimeAnnotations.ANYONE);
        if (anyone.isEmpty()) {
            return roles(element).map(Optional::of);
        }
        boolean isAlone = !Annotations.has(element, RuntimeAnnotations.ROLES);
        if (!isAlone) {
            scope.report(AccessMessage.ANYONE_AND_ROLES, Place.of(element, anyone.get()), Place.describe(element));
        }
        return new Outcome<>(Optional.empty(), isAlone);
    }

    private Outcome<List<String>> roles(Element element) {
        AnnotationMirror annotation =
                Annotations.find(element, RuntimeAnnotations.ROLES).orElseThrow();
        Place place = Place.ofMember(element, annotation, "value");
        List<String> roles = Annotations.list(annotation, "value").stream()
                .map(value -> (String) value.getValue())
                .toList();
        boolean isBlank = roles.stream().anyMatch(String::isBlank);
        if (isBlank) {
            scope.report(ErrorMessage.EMPTY_ROLE, place, Place.describe(element));
        }
        Steps steps = new Steps();
        steps.take(!isBlank);
        roles.forEach(role -> steps.take(NameRules.isVisible(scope, role, place)));
        return steps.outcome(roles);
    }
}
