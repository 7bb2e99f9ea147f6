package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A class whose annotated methods answer requests. The application builds the instance and hands it to the generated
 * router; one instance serves every request, from several threads at once.
 *
 * <p>Handlers are the annotated methods of the class and those that it inherits from superclasses and interfaces; these
 * may be generic, the class itself may not. A method that overrides a handler and carries no annotation of this
 * package, on itself or on a parameter, inherits all annotations of the handler and the names of its parameters.
 * Otherwise its own annotations replace them all, as in Jakarta REST (section 3.6), and a route must be among them. The
 * router calls handlers directly, so they must not be private, and must be public if they are in another package than
 * the application.
 *
 * <p>A template is the base followed by the template of the method. It starts with {@code /} and is split at
 * {@code /} into segments:
 *
 * <ul>
 *   <li>{@code orders}: the text itself, compared after percent-decoding;
 *   <li>{@code {id}}: any one segment that is not empty;
 *   <li>{@code {id:[0-9]+}}: one segment that the regular expression matches as a whole;
 *   <li>{@code v{n}}, {@code {name}.json}, {@code {id}:cancel}: a variable between fixed texts;
 *   <li>{@code {*rest}}, at the end only: everything after its slash, nothing and further slashes included.
 * </ul>
 *
 * <p>The order of declaration never matters. Segment by segment from the left, fixed text wins over a constrained
 * variable, that over a variable with fixed text around it (more fixed text first), that over a plain variable, and
 * that over {@code {*rest}}; a route that fails later on hides no other.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Controller {
    /** The base that every template of the class starts with; empty for none. */
    String value() default "";
}
