package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Adds an entity tag, made from the bytes of the body, to each response of a GET or HEAD handler. If the client already
 * has these bytes, the response is 304 without a body (RFC 9110 sections 8.8.3 and 13.1.2). The handler runs in either
 * case, so a 304 saves only the transfer of the body.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface ETag {}
