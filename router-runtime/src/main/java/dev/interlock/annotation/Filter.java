package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Filters that see the requests of some routes only: of one handler, or on a controller of all of its handlers. On a class or
 * interface that controllers inherit handlers from: of these.
 *
 * <p>They come after the filters of the application, the controller's before those of the method, each in the order given.
 * The generated {@code of} takes one instance of each class, however many places name it.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.CLASS)
public @interface Filter {
    /** Implementations of {@code dev.interlock.http.Filter}, in the order in which they see a request. */
    Class<?>[] value();
}
