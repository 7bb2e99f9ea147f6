package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Binds the request body: a protobuf message, {@code String}, {@code CharSequence}, {@code byte[]} or {@code Slice}, or
 * a {@link ProtoView}. The response to a body with an unsuitable content type is 415, and to a malformed body 400.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.CLASS)
public @interface Body {}
