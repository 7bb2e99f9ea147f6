package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Limits the exchanges that a route has at the same time. While the limit is reached, the response to a further request
 * is 503 with {@code Retry-After}, and the server does not wait for the request's body. An exchange counts until its
 * response is complete and its handler has returned. Each route of a method has its own limit.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface MaxConcurrent {
    /** Limit, at least 1. */
    int value();
}
