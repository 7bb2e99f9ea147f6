package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a handler that responds even while the server sheds load, such as a health check. If an overloaded service
 * seemed dead, it would be restarted, and its load would fall on the others.
 *
 * <p>On a controller, it applies to all of its handlers. On a class or interface from which controllers inherit
 * handlers, it applies to these handlers.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.CLASS)
public @interface Essential {}
