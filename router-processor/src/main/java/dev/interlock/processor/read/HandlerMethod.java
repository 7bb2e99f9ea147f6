package dev.interlock.processor.read;

import javax.lang.model.element.ExecutableElement;

/**
 * A method that answers requests.
 *
 * @param declared the method whose annotations count, with its parameters and their names
 * @param called the same method, or the one that overrides it in the controller
 */
record HandlerMethod(ExecutableElement declared, ExecutableElement called) {}
