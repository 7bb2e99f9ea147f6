package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Media types of the request bodies that a handler reads. If a body has another type, the response is 415 and lists
 * these types in {@code Accept} (RFC 9110 section 15.5.16). Without this annotation, the Java type of the body
 * determines the media types.
 *
 * <p>On a controller, on a superclass or interface of controllers, or on the application, the annotation applies to
 * each handler that reads a body. Each handler ignores media types that it cannot read. The annotation that is nearest
 * to the handler takes precedence.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.CLASS)
public @interface Consumes {
    /** Types such as {@code application/json} or ranges such as {@code text/*}, without parameters. */
    String[] value();
}
