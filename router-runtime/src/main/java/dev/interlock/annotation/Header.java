package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Binds a request header field; names compare without case (RFC 9110 section 5.1). The default name is that of the Java
 * parameter with words split at capitals: {@code requestId} is {@code request-id}.
 *
 * <p>The type may be a primitive or its box, {@code String}, {@code CharSequence}, {@code Slice}, {@code UUID}, an enum,
 * {@code BigDecimal}, {@code BigInteger}, a type of {@code java.time}, any type with a static {@code valueOf},
 * {@code of}, {@code parse} or {@code fromString} that takes a {@code String}, or with a constructor that does. It may
 * be wrapped in {@code Optional}, or carry {@code @Nullable}, or be a {@code List}, {@code Set}, {@code Collection} or array of
 * such a type, which takes each element of the comma-separated lists in all lines of the field (RFC 9110 section
 * 5.6.1). A value that is missing or does not convert is answered 400.
 */
@Documented
@Target({ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.CLASS)
public @interface Header {
    /** The name as it stands in the request; empty for the name of the Java parameter. */
    String value() default "";
}
