package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Groups parameters in a record. Each component of the record is bound like a parameter of the handler. Records may
 * nest.
 *
 * <p>The constructor of the record may check its components together. If the constructor throws an exception, the
 * response is 400 with the names of the parameters. If the exception is an {@code HttpException}, the exception defines
 * the response.
 */
@Documented
@Target({ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.CLASS)
public @interface Params {}
