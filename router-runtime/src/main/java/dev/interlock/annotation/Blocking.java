package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a handler that may wait for something, or compute for more than a millisecond. The handler and the filters
 * around it are called on a virtual thread (Java 21 and later) or on a thread of a bounded pool. The server never calls
 * them on an event loop, because a waiting handler would hold up all connections of the loop.
 *
 * <p>On a controller, it applies to all of its handlers. On a superclass or interface of controllers, it applies to the
 * handlers that they inherit from it.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.CLASS)
public @interface Blocking {}
