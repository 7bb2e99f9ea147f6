package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Limits the time of each exchange of a route, in place of the server's {@code exchangeTimeout}. If an exchange takes
 * longer, the response is 503, and the server cancels the stage or the publisher of the handler, or interrupts its
 * blocking thread. A handler on the event loop cannot be interrupted.
 *
 * <p>On a controller, it applies to all of its handlers. On a class or interface from which controllers inherit
 * handlers, it applies to these handlers.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.CLASS)
public @interface Timeout {
    /**
     * Limit, from {@code 1ms} to {@code 24h}: a number and a unit ({@code ms}, {@code s}, {@code m} or {@code h}), such
     * as {@code 500ms} or {@code 2s}. {@code 0s} stands for no limit.
     */
    String value();
}
