package dev.interlock.processor.read.parameter;

import dev.interlock.processor.check.handler.NameRules;
import dev.interlock.processor.declaration.Binding;
import dev.interlock.processor.declaration.WireNames;
import dev.interlock.processor.report.Message;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.Scope;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;

/** Determines the names in the request to which the parameters of a handler are bound. */
public final class ParameterNames {
    private final Scope scope;
    private final ExecutableElement handler;
    private final boolean known;

    public ParameterNames(Scope scope, ExecutableElement handler) {
        this.scope = scope;
        this.handler = handler;
        this.known = scope.sources().contain(handler) || areKnown(handler);
    }

    /**
     * Returns the name that the annotation sets. If it sets none, derives the name from the Java name of the parameter.
     * If the name is invalid, or if the class file lacks the Java name, reports this and returns empty.
     */
    Optional<String> of(Element element, Optional<AnnotationMirror> annotation) {
        Optional<String> given =
                annotation.map(mirror -> Annotations.text(mirror, "value")).filter(name -> !name.isEmpty());
        if (given.isPresent()) {
            Place place = Place.ofMember(element, annotation.orElseThrow(), "value");
            return NameRules.isVisible(scope, given.get(), place) ? given : Optional.empty();
        }
        if (!known && handler.getParameters().contains(element)) {
            scope.report(
                    Message.PARAMETER_NAMES_MISSING,
                    Place.of(handler),
                    element.getSimpleName(),
                    Place.describe(handler));
            return Optional.empty();
        }
        String name = element.getSimpleName().toString();
        boolean isHeader =
                annotation.map(Annotations::simpleName).stream().anyMatch(Binding.HEADER.annotation()::equals);
        return Optional.of(isHeader ? WireNames.kebabCase(name) : name);
    }

    /**
     * Whether the class file contains the names of the parameters. If it does not, the compiler names them {@code
     * arg0}, {@code arg1} and so on.
     */
    private static boolean areKnown(ExecutableElement handler) {
        for (int i = 0; i < handler.getParameters().size(); i++) {
            if (!handler.getParameters().get(i).getSimpleName().contentEquals("arg" + i)) {
                return true;
            }
        }
        return false;
    }
}
