package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Limit on the request body of a route, instead of the server's limit. The response to a larger body is 413. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface MaxBody {
    /** Bytes after any transfer coding is removed, from 0 to {@link Integer#MAX_VALUE}. */
    int value();
}
