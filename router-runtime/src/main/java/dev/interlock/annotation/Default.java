package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The text that stands in for a parameter that the request does not carry. It is converted as text from the request is;
 * the compiler refuses a text that certainly does not convert. The default of a list, set or array is one element: it
 * is never split at commas, unlike the lines of a header field.
 */
@Documented
@Target({ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.CLASS)
public @interface Default {
    /** The text, in the form the request would carry after decoding. */
    String value();
}
