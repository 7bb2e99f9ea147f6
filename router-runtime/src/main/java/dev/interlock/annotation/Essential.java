package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A handler that answers even when the server sheds load, such as a health check: an overloaded service that is taken for
 * a dead one is restarted, and its load falls on the others.
 *
 * <p>On a controller: all of its handlers. On a class or interface that controllers inherit handlers from: these.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.CLASS)
public @interface Essential {}
