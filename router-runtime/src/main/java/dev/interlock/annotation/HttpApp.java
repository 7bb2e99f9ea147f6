package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The root of an application. For a class {@code Api} the processor generates {@code ApiRouter} in the same package,
 * with a static {@code of} that takes an instance of each controller and each filter in the order given here, then of each
 * filter that only some routes have, then of each class of {@link #errors}. For a nested class {@code Shop.Api} it is {@code
 * Shop_ApiRouter}. The router is public if the class is.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface HttpApp {
    /** The controllers, from this module or from jars on the class path. */
    Class<?>[] controllers();

    /** Implementations of {@code dev.interlock.http.Filter}, in the order in which they see a request. */
    Class<?>[] filters() default {};

    /** Classes whose {@link OnError} methods answer the exceptions of all routes. */
    Class<?>[] errors() default {};

    /**
     * How clients authenticate: the value of WWW-Authenticate (RFC 9110 section 11.6.1) of each answer 401 for which neither a
     * filter nor a handler gave another, such as {@code Basic realm="shop"}.
     */
    String challenge() default "Bearer";

    /** What becomes of a path that no route matches, but that one would with or without a slash at its end. */
    TrailingSlash trailingSlash() default TrailingSlash.STRICT;
}
