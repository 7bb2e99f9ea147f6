package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Root of an application. For a class {@code Api}, the processor generates {@code ApiRouter} in the same package. Its
 * static method {@code of} takes one instance of each class, in this order: {@link #controllers}, {@link #filters},
 * filters of {@link UseFilters} and factories of {@link FilterBinding}, and {@link #errors}. For a nested class
 * {@code Shop.Api}, the router is {@code Shop_ApiRouter}. The router is public if the class is.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface HttpApp {
    /** Controllers, from this module or from jars on the class path. */
    Class<?>[] controllers();

    /** Implementations of {@code dev.interlock.http.Filter}, in the order in which they see a request. */
    Class<?>[] filters() default {};

    /** Classes whose {@link OnError} methods handle the exceptions of all routes. */
    Class<?>[] errors() default {};

    /**
     * Authentication scheme for clients, such as {@code Basic realm="shop"}. It is the value of WWW-Authenticate (RFC
     * 9110 section 11.6.1) in each response 401, unless a filter or a handler has set another value.
     */
    String challenge() default "Bearer";

    /** Response to a path that matches a route only after a slash at the end of the path is added or removed. */
    TrailingSlash trailingSlash() default TrailingSlash.STRICT;

    /**
     * Access to routes without {@link Roles} and {@link Anyone}. With CLOSED, an application with one of these routes
     * does not compile.
     */
    Access access() default Access.OPEN;
}
