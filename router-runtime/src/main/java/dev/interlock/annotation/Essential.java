package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a handler that responds even while the server sheds load, such as a health check. Without health checks, an
 * overloaded service would look dead and be restarted, and its load would move to the other instances.
 *
 * <p>On a controller, it applies to all of its handlers. On a superclass or interface of controllers, it applies to the
 * handlers that they inherit from it.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.CLASS)
public @interface Essential {}
