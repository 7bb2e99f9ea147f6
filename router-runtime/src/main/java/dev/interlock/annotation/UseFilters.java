package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Adds filters to some routes. On a method, it applies to that handler. On a controller, it applies to all of its
 * handlers. On a superclass or interface of controllers, it applies to the handlers that they inherit from it.
 *
 * <p>The filters of the application come first, then the filters of the controller, then the filters of the method.
 * Each annotation lists its filters in order. The generated {@code of} takes one instance of each class, even if
 * several annotations name it. {@link FilterBinding} adds filters with parameters.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
// Marked annotations of FilterBinding have this retention, too. A class file keeps the order of annotations only if
// their retention is the same.
@Retention(RetentionPolicy.RUNTIME)
public @interface UseFilters {
    /** Implementations of {@code dev.interlock.http.Filter}, in the order in which they see a request. */
    Class<?>[] value();
}
