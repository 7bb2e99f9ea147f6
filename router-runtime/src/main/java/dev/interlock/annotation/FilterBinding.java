package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an annotation of the application that brings a filter with parameters, such as {@code @RateLimit(10)}. The
 * factory creates one filter for each route with the annotation, when the router is created. Pass the factory to the
 * generated {@code of}, like a filter of {@link UseFilters}.
 *
 * <p>On a method, the marked annotation applies to that handler. On a controller, or on a class or interface from which
 * controllers inherit handlers, it applies to all of its handlers. The annotation of a method replaces one of the same
 * type on its controller. The filters of one element are called in the order of its annotations, including
 * {@link UseFilters}.
 *
 * <p>The marked annotation must have the retention {@link RetentionPolicy#RUNTIME}, and must not be repeatable. A class
 * file keeps the order of annotations only if their retention is the same.
 */
@Documented
@Target(ElementType.ANNOTATION_TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface FilterBinding {
    /** Implementation of {@code dev.interlock.http.FilterFactory} for the marked annotation. */
    Class<?> value();
}
