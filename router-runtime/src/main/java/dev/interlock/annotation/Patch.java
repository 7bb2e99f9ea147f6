package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method answers {@code PATCH} requests (RFC 5789).
 *
 * <p>Each value is a path template, which is appended to the base of the {@link Controller}. The {@link Controller}
 * defines the grammar. Without a value, the route is the base itself.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Patch {
    /** Path templates. Each is a route to this method; {@code ""} is the base itself. */
    String[] value() default "";
}
