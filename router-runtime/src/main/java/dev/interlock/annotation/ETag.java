package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives each answer of a GET or HEAD handler an entity tag that is made of its bytes, and answers a client that has them
 * already with 304 and no body (RFC 9110 sections 8.8.3 and 13.1.2). The answer is made all the same: what is saved is the
 * way to the client.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface ETag {}
