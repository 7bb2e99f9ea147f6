package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Who may call a handler: a {@code dev.interlock.http.Principal} that a filter set on the request and that has one of
 * these roles. A request without principal is answered 401, one whose principal has none of the roles 403. Checked
 * after the {@code before} of all filters and before anything is bound.
 *
 * <p>On a controller, or on a class or interface that controllers inherit handlers from: all of its handlers, including
 * those that it overrides. An annotation of the method comes before that of the controller. Then comes the class of the
 * override that is called, then the class that declares the route. Roles do not add up.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.CLASS)
public @interface Roles {
    /** The roles of which one will do; none for any principal. */
    String[] value();
}
