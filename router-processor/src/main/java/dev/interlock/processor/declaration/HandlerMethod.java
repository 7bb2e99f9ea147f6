package dev.interlock.processor.declaration;

import dev.interlock.processor.source.Annotations;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/**
 * A method that handles requests or exceptions.
 *
 * @param declared method that has the annotations and the parameter names
 * @param called method that the router calls: the same method, or its override in the controller
 */
public record HandlerMethod(ExecutableElement declared, ExecutableElement called) {
    /**
     * Returns the classes whose settings apply to the method, the closest first: the class that overrides the method,
     * then the class that declares its annotations.
     */
    public Stream<Element> classes() {
        return Stream.of(called.getEnclosingElement(), declared.getEnclosingElement())
                .distinct();
    }

    /**
     * Returns the element whose annotation applies to the method: the method itself, otherwise the controller,
     * otherwise the closest class that has the method. Empty if none of them carries one of the annotations.
     *
     * @param annotations simple names of one or more annotations; an element qualifies if it carries any of them
     */
    public Optional<Element> carrier(TypeElement controller, String... annotations) {
        return closestFirst(controller)
                .filter(element -> Stream.of(annotations).anyMatch(it -> Annotations.has(element, it)))
                .findFirst();
    }

    /**
     * Returns the elements whose annotations apply to the method, the closest first, in the order of {@link #carrier}.
     */
    public Stream<Element> closestFirst(TypeElement controller) {
        return Stream.concat(Stream.of(declared, controller), classes());
    }
}
