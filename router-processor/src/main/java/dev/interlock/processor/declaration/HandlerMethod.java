package dev.interlock.processor.declaration;

import dev.interlock.processor.source.Annotations;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/**
 * A method that answers requests or errors.
 *
 * @param declared the method whose annotations and parameter names apply
 * @param called the same method, or the one that overrides it in the controller
 */
public record HandlerMethod(ExecutableElement declared, ExecutableElement called) {
    /**
     * Classes whose settings hold for the method, the closest first: the class of the override and the class of the
     * route.
     */
    public Stream<Element> classes() {
        return Stream.of(called.getEnclosingElement(), declared.getEnclosingElement())
                .distinct();
    }

    /**
     * The element whose annotation counts: the method, else the controller, else the closest class that has the method.
     */
    public Optional<Element> carrier(TypeElement controller, String annotation) {
        return Stream.concat(Stream.of(declared, controller), classes())
                .filter(element -> Annotations.has(element, annotation))
                .findFirst();
    }
}
