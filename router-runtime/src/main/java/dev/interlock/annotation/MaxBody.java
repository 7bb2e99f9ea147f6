package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The largest request body that the route takes, instead of the server's limit; a larger one is answered 413. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface MaxBody {
    /** Bytes after any transfer coding is removed, 0 to {@link Integer#MAX_VALUE}. */
    int value();
}
