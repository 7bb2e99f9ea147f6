package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Limits the request body of a route, in place of the server's limit. If a body is larger, the response is 413. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface MaxBody {
    /**
     * Limit in bytes, from 0 to {@link Integer#MAX_VALUE}. The bytes are counted after any transfer coding is removed.
     */
    int value();
}
