package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Binds an attribute that a filter has set on the request. A missing attribute, or one of another type, is a mistake of
 * the application, not of the client. For an attribute that may be missing, the parameter must be {@code Optional} or
 * {@code @Nullable}.
 */
@Documented
@Target({ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.CLASS)
public @interface Attribute {
    /** Name as in the request; empty for the name of the Java parameter. */
    String value() default "";
}
