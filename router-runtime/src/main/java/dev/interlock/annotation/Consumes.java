package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The media types of the bodies that a handler reads; a body of another type is answered 415, with these in {@code Accept}
 * (RFC 9110 section 15.5.16). Without it: what the type of the body can be read from.
 *
 * <p>On a controller, on a class or interface that controllers inherit handlers from, or on the application: for each
 * handler there that reads a body, those of the types that it can read. The nearest one counts.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.CLASS)
public @interface Consumes {
    /** Types such as {@code application/json} or ranges such as {@code text/*}, without parameters. */
    String[] value();
}
