package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A handler that may wait for something, or compute for more than a millisecond. It and the filters around it are called
 * on a virtual thread (Java 21 and later) or on one of a bounded pool, never on an event loop, which would keep all of its
 * connections waiting.
 *
 * <p>On a controller: all of its handlers. On a class or interface that controllers inherit handlers from: these.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.CLASS)
public @interface Blocking {}
