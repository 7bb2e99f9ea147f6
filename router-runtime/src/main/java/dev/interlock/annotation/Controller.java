package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A class whose annotated methods handle requests. The application creates the instance and passes it to the generated
 * router. One instance serves all requests, from several threads at once.
 *
 * <p>Handlers are the annotated methods of the class and of its superclasses and interfaces. Superclasses and
 * interfaces may be generic, but the class itself must not be. If a method overrides a handler and has no annotation of
 * this package, neither on itself nor on a parameter, it inherits all annotations of the handler and the names of its
 * parameters. Otherwise the method's own annotations replace all annotations of the handler, as in Jakarta REST
 * (section 3.6). The method must then have a route annotation of its own. The router calls handlers directly, so
 * handlers must not be private. If the application is in another package, they must be public.
 *
 * <p>A path template is the base of the controller followed by the template of the method. It starts with {@code /} and
 * consists of segments, which {@code /} separates:
 *
 * <ul>
 *   <li>{@code orders}: fixed text, compared after percent-decoding;
 *   <li>{@code {id}}: any one segment that is not empty;
 *   <li>{@code {id:[0-9]+}}: one segment that the regular expression matches as a whole;
 *   <li>{@code v{n}}, {@code {name}.json}, {@code {id}:cancel}: a variable with fixed text around it;
 *   <li>{@code {*rest}}, only at the end: the rest of the path after the slash, which may be empty or contain slashes.
 * </ul>
 *
 * <p>The order of declaration never matters. Segments are compared from left to right. The precedence in each segment
 * is: fixed text, constrained variable, variable with fixed text around it (more fixed text first), plain variable,
 * {@code {*rest}}. A route that fails at a later segment never hides another route.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Controller {
    /** Start of every path template of the class; empty for none. */
    String value() default "";
}
