package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Status of the response if the handler returns normally. The default is 200, or 204 for a void method. For an
 * {@link OnError} method, the default is 500.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Status {
    /** A final status (RFC 9110 section 15), 200 to 599. */
    int value();
}
