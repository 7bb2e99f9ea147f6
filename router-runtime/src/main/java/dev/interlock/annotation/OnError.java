package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method that handles exceptions. On a controller, it handles the exceptions of the controller's routes. On a class
 * that {@link HttpApp#errors} lists, it handles the exceptions of all routes. The exceptions come from handlers, from
 * filters and from the binding of parameters. Failures of returned stages count as exceptions.
 *
 * <p>One parameter is the exception, and its class determines which exceptions the method handles. {@code Request} and
 * {@code Response} are optional parameters. The method may return the same types as a handler that responds at once, or
 * a {@code dev.interlock.http.Problem}. The status comes from {@link Status} or from the problem, and is 500 otherwise.
 *
 * <p>Methods of the controller take precedence over methods of the application. Among several methods of one class, the
 * method for the closest exception class is called. An {@code HttpException}, or an exception whose class has a
 * {@link ProblemType}, already defines a response. Only a method for that class or a subclass handles it; a method for
 * {@code Exception} does not. The server logs each exception whose response has a status of 500 or above.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface OnError {}
