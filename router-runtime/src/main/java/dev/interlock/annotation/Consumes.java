package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Media types of the request bodies that a handler reads. The response to a body of another type is 415, with these
 * types in {@code Accept} (RFC 9110 section 15.5.16). Without this annotation, the Java type of the body determines the
 * media types.
 *
 * <p>On a controller, a class or interface from which controllers inherit handlers, or the application, it applies to
 * each of their handlers that reads a body. Each handler ignores those media types that it cannot read. The nearest
 * annotation counts.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.CLASS)
public @interface Consumes {
    /** Types such as {@code application/json} or ranges such as {@code text/*}, without parameters. */
    String[] value();
}
