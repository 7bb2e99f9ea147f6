package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Binds an attribute that a filter has set on the request. If the attribute is missing or has another type, the
 * response is 500, because the application has made a mistake. For an attribute that may be missing, the parameter must
 * be {@code Optional} or {@code @Nullable}.
 */
@Documented
@Target({ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.CLASS)
public @interface Attribute {
    /** Name of the attribute. If empty, it is the name of the Java parameter. */
    String value() default "";
}
