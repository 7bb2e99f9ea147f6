package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Binds a part of a {@code multipart/form-data} body (RFC 7578). The type is {@code dev.interlock.http.BodyPart}, or a
 * list or {@code Optional} of it. A part that is a text field may also have any type that {@link Form} allows. If the
 * part is missing, the response is 400.
 *
 * <p>For a {@link Blocking} handler, the server reads the body while it arrives, and stores large parts in files. For
 * any other handler, the server keeps the whole body in memory, so {@link MaxBody} must not exceed 1 MiB.
 */
@Documented
@Target({ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.CLASS)
public @interface Part {
    /** Name in the request. If empty, it is the name of the Java parameter. */
    String value() default "";
}
