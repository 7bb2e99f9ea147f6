package dev.interlock.processor.read;

import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;

/**
 * A method that answers requests or errors.
 *
 * @param declared the method whose annotations and parameter names apply
 * @param called the same method, or the one that overrides it in the controller
 */
record HandlerMethod(ExecutableElement declared, ExecutableElement called) {
    /**
     * Classes whose settings hold for the method, the closest first: the class of the override and the class of the
     * route.
     */
    Stream<Element> classes() {
        return Stream.of(called.getEnclosingElement(), declared.getEnclosingElement())
                .distinct();
    }
}
