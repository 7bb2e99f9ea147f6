package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a value that is a secret: no problem document and no log of Interlock's repeats it. On a parameter of a handler that is
 * text of the request, on a component of a {@code @Params} record, and on a component of a record that avaje-jsonb reads. A
 * problem document of a route whose path has a secret does not tell the path either.
 *
 * <p>A value whose name says that it is a secret needs no mark: {@link dev.interlock.http.SecretNames} has the list.
 */
@Documented
@Target({ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.CLASS)
public @interface Secret {}
