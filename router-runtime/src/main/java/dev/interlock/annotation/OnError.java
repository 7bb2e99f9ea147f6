package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method that handles exceptions. On a controller, it handles the exceptions of its routes: of the handlers, of the
 * binding of their parameters, and of the filters, whether thrown at once or by a failed stage. On a class that {@link
 * HttpApp#errors} lists, it handles the exceptions of all routes.
 *
 * <p>One parameter is the exception, and its class determines which exceptions the method handles. {@code Request} and
 * {@code Response} are optional parameters. The method may return the same types as a handler that responds at once, or
 * a {@code dev.interlock.http.Problem}. The status comes from {@link Status} or from the problem, and is 500 otherwise.
 *
 * <p>Methods of the controller take precedence over methods of the application. Among the methods of one place, the
 * method for the closest class is called. For {@code HttpException}, and for an exception whose class has a {@link
 * Problem}, only methods for that class and its subclasses are called, and not a method for {@code Exception}. The
 * server logs each exception whose response has a status of 500 or above.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface OnError {}
