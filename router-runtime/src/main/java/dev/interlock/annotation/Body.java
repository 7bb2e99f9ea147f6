package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Binds the request body: a protobuf message, {@code String}, {@code CharSequence}, {@code byte[]} or {@code Slice}, or
 * a {@link ProtoView}. If the content type is unsuitable, the response is 415. If the body is malformed, the response
 * is 400.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.CLASS)
public @interface Body {}
