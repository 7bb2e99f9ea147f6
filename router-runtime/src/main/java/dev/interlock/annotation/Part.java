package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Binds a part of a {@code multipart/form-data} body (RFC 7578). The type is {@code dev.interlock.http.BodyPart}, or a
 * list or {@code Optional} of it. For the text of a field, any type of {@link Form} is also allowed. If the part is
 * missing, the response is 400.
 *
 * <p>For a {@link Blocking} handler, the body is read while it arrives, and large parts are stored in files. For any
 * other handler, the whole body is in memory, so {@link MaxBody} must not exceed 1 MiB.
 */
@Documented
@Target({ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.CLASS)
public @interface Part {
    /** Name as in the request; empty for the name of the Java parameter. */
    String value() default "";
}
