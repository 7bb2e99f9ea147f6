package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Groups parameters: the type is a record, and each of its components is bound as if it stood in the handler's own
 * parameter list. Records may nest.
 *
 * <p>A record may check in its constructor what its components must be together. What that throws is answered 400 with
 * the names of the parameters; an {@code HttpException} is answered as it is.
 */
@Documented
@Target({ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.CLASS)
public @interface Params {}
