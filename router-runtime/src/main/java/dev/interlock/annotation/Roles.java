package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Limits a handler to callers with one of these roles. The caller is the {@code dev.interlock.http.Principal} that a
 * filter has set on the request. The response to a request without a principal is 401. If the principal has none of the
 * roles, the response is 403. The check follows {@code before} of all filters, and precedes the binding of parameters.
 *
 * <p>On a controller, or on a class or interface from which controllers inherit handlers, it applies to all of its
 * handlers, including those that it overrides. An annotation of the method takes precedence over one of the controller.
 * Next comes the class of the override that is called, then the class that declares the route. Roles of several
 * annotations do not add up.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.CLASS)
public @interface Roles {
    /** Roles, one of which is enough; empty for any principal. */
    String[] value();
}
