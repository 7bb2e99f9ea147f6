package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Binds an attribute that a filter set on the request. One that is absent, or of another type, is a mistake of the
 * application and not of the client; a parameter that may be absent is {@code Optional} or {@code @Nullable}.
 */
@Documented
@Target({ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.CLASS)
public @interface Attribute {
    /** The name as it stands in the request; empty for the name of the Java parameter. */
    String value() default "";
}
