package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method answers requests with an HTTP method for which this package has no annotation, such as {@code PROPFIND}.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Route {
    /** A method token (RFC 9110 section 9.1): case-sensitive, at most 8 characters. {@code CONNECT} is not allowed. */
    String method();

    /** Path templates. Each is a route to this method; {@code ""} is the base itself. */
    String[] path() default "";
}
