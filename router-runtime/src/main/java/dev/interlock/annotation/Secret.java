package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a secret value: no problem document and no log of Interlock repeats it. Use it on a parameter of a handler that
 * is text of the request, on a component of a {@code @Params} record, or on a component of a record that avaje-jsonb
 * reads. The problem document of a route with a secret in its path does not show the path, either.
 *
 * <p>A value whose name marks a secret needs no annotation: {@link dev.interlock.http.SecretNames} has the list.
 */
@Documented
@Target({ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.CLASS)
public @interface Secret {}
