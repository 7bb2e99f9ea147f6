package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Text to use if the parameter is missing in the request. The text is converted like text from the request. If the
 * processor can tell that the conversion would fail, the application does not compile. The default of a list, set or
 * array is one element: unlike the lines of a header field, it is never split at commas.
 */
@Documented
@Target({ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.CLASS)
public @interface Default {
    /** The text, without percent-encoding. */
    String value();
}
