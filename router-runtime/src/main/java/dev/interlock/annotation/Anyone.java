package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Opens a handler to all callers, also to callers without a principal. An application with {@link Access#CLOSED} needs
 * this annotation or {@link Roles} for each route.
 *
 * <p>The annotation applies to the same handlers as {@code @Roles} on the same element. An element must not have both.
 * The first of these elements that has one of the two annotations decides: the method, the controller, the class with
 * the override that is called, the class that declares the route. So a method with {@code @Anyone} is open although its
 * controller has {@code @Roles}.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.CLASS)
public @interface Anyone {}
