package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The text that stands in for a parameter that the request does not carry. It is converted exactly as text from the
 * request is; for primitives, their boxes and enums the compiler refuses a text that does not convert.
 */
@Documented
@Target({ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.CLASS)
public @interface Default {
    /** The text, in the form the request would carry after decoding. */
    String value();
}
