package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Binds a part of a {@code multipart/form-data} body (RFC 7578): a file or field as {@code dev.interlock.http.BodyPart}, a
 * list or {@code Optional} of these, or the text of a field converted as for {@link Form}. A part that is missing is answered
 * 400.
 *
 * <p>A handler that is {@link Blocking} has the body read as it arrives, and large parts in files. For any other all of it is
 * in memory, so that its {@link MaxBody} may be 1 MiB at most.
 */
@Documented
@Target({ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.CLASS)
public @interface Part {
    /** The name as it stands in the request; empty for the name of the Java parameter. */
    String value() default "";
}
