package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method that answers exceptions. On a controller: those of its routes, whether the handler, the binding of its parameters or
 * a filter throws them, at once or by a stage that fails. On a class that {@link HttpApp#errors} lists: those of all routes.
 *
 * <p>The method takes the exception, of the class that it is for, and besides it {@code Request} and {@code Response} if it
 * likes. It returns what a handler may return that answers at once, or a {@code dev.interlock.http.Problem}. The status is
 * that of {@link Status}, or of the problem, or else 500.
 *
 * <p>The controller's methods come before those of the application; among those of one place the one for the closest class is
 * called. An exception whose class has a {@link Problem}, and {@code HttpException}, are taken by methods for that class and
 * its subclasses alone: a method for {@code Exception} does not take them. What is answered with 500 or above is logged.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface OnError {}
