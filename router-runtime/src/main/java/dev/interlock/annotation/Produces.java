package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The media types in which a handler answers. The client's {@code Accept} chooses among them, and the first is the one for
 * a client that likes several alike; one that takes none of them is answered 406 (RFC 9110 section 12.5.1). Without it:
 * what the type of the result is written as.
 *
 * <p>On a controller, on a class or interface that controllers inherit handlers from, or on the application: for each
 * handler there that answers with a body, those of the types that it can write. The nearest one counts.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.CLASS)
public @interface Produces {
    /**
     * Types such as {@code text/csv}, without parameters; a handler that takes the {@code Response}, and sets the type
     * itself, may have ranges such as {@code image/*}.
     */
    String[] value();
}
