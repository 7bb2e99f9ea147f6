package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a secret value: no problem document and no log of Interlock repeats it. Use it on a handler's parameter that is
 * text of the request, on a component of a {@code @Params} record, or on a component of a record that avaje-jsonb
 * reads. If the path of a route has a secret, the problem document does not show the path, either.
 *
 * <p>A value with a name that {@link dev.interlock.http.SecretNames} lists is secret without this annotation.
 */
@Documented
@Target({ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.CLASS)
public @interface Secret {}
