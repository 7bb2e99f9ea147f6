package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Text to use if the parameter is missing in the request. The text is converted like text from the request. The
 * processor rejects a text if it can tell that the conversion would fail. The default of a list, set or array is one
 * element. It is never split at commas, unlike the lines of a header field.
 */
@Documented
@Target({ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.CLASS)
public @interface Default {
    /** The text in decoded form. */
    String value();
}
