package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Limits the time of a route's exchanges, in place of the server's {@code exchangeTimeout}. If the time passes, the
 * response is 503, and the work of the handler is cancelled: the server cancels its stage, interrupts its blocking
 * thread or cancels its publisher. A handler on the event loop cannot be interrupted.
 *
 * <p>On a controller, it applies to all of its handlers. On a class or interface from which controllers inherit
 * handlers, it applies to these handlers.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.CLASS)
public @interface Timeout {
    /**
     * Limit, from {@code 1ms} to {@code 24h}: a number and one of the units {@code ms}, {@code s}, {@code m} and
     * {@code h}, such as {@code 500ms} or {@code 2s}. {@code 0s} stands for no limit.
     */
    String value();
}
