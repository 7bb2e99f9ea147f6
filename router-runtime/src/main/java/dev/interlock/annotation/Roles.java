package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Limits a handler to callers with one of these roles. The caller is the {@code dev.interlock.http.Principal} that a
 * filter has set on the request. The response to a request without a principal is 401. If the principal has none of the
 * roles, the response is 403. The server checks the roles after {@code before} of all filters, and before it binds
 * parameters.
 *
 * <p>On a controller, or on a superclass or interface of controllers, the annotation applies to all of its handlers,
 * including handlers that it overrides. Roles of several annotations do not add up: only one annotation counts for a
 * handler. The first of these elements that has {@code @Roles} or {@link Anyone} decides: the method, the controller,
 * the class with the override that is called, the class that declares the route.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.CLASS)
public @interface Roles {
    /** The caller needs one of these roles. If the array is empty, any principal has access. */
    String[] value();
}
