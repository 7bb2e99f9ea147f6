package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Binds a request header field. The case of its name does not matter (RFC 9110 section 5.1). The default name is the
 * name of the Java parameter, split into words at capitals: {@code requestId} becomes {@code request-id}.
 *
 * <p>The type may be a primitive or its box, {@code String}, {@code CharSequence}, {@code Slice}, {@code UUID}, an
 * enum, {@code BigDecimal}, {@code BigInteger}, or a type of {@code java.time}. It may also be any type with a
 * constructor that takes one {@code String}, or with a static method {@code valueOf}, {@code of}, {@code parse} or
 * {@code fromString} that takes one {@code String}. The type may be wrapped in {@code Optional}, or carry
 * {@code @Nullable}. A {@code List}, {@code Set}, {@code Collection} or array of one of these types takes each element
 * of the comma-separated lists in all lines of the field (RFC 9110 section 5.6.1). If a value is missing or cannot be
 * converted, the response is 400.
 */
@Documented
@Target({ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.CLASS)
public @interface Header {
    /** Name in the request. If empty, it is made from the name of the Java parameter. */
    String value() default "";
}
