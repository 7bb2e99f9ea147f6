package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Text that replaces a parameter that is missing in the request. The text is converted like text from the request. The
 * compiler rejects a text that certainly cannot be converted. The default of a list, set or array is one element:
 * unlike the lines of a header field, it is never split at commas.
 */
@Documented
@Target({ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.CLASS)
public @interface Default {
    /** The text in decoded form. */
    String value();
}
