package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Binds a part of a {@code multipart/form-data} body (RFC 7578): a file or field as {@code dev.interlock.http.BodyPart}, a
 * list of these, or the text of a field converted as for {@link Form}.
 */
@Documented
@Target({ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.CLASS)
public @interface Part {
    /** The name as it stands in the request; empty for the name of the Java parameter. */
    String value() default "";
}
