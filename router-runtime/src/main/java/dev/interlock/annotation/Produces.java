package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Media types of a handler's responses. The client's {@code Accept} selects one of them. If the client prefers several
 * types equally, the first of them is used. If the client accepts none, the response is 406 (RFC 9110 section 12.5.1).
 * Without this annotation, the Java type of the result determines the media types.
 *
 * <p>On a controller, on a superclass or interface of controllers, or on the application, the annotation applies to
 * each handler that writes a body. Each handler ignores media types that it cannot write. The annotation that is
 * nearest to the handler takes precedence.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.CLASS)
public @interface Produces {
    /**
     * Types such as {@code text/csv}, without parameters. Ranges such as {@code image/*} are allowed for a handler that
     * takes the {@code Response} and sets the type itself.
     */
    String[] value();
}
