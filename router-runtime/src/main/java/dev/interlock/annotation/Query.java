package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Binds a parameter of the query string. Names and values are percent-decoded once as UTF-8, and {@code +} is a space
 * (WHATWG URL, application/x-www-form-urlencoded).
 *
 * <p>The type may be a primitive or its box, {@code String}, {@code CharSequence}, {@code Slice}, {@code UUID}, an
 * enum, {@code BigDecimal}, {@code BigInteger}, or a type of {@code java.time}. It may also be any type with a
 * constructor that takes one {@code String}, or with a static method {@code valueOf}, {@code of}, {@code parse} or
 * {@code fromString} that takes one {@code String}. The type may be wrapped in {@code Optional}, or carry
 * {@code @Nullable}. A {@code List}, {@code Set}, {@code Collection} or array of one of these types takes every
 * occurrence. If a value is missing or cannot be converted, the response is 400.
 */
@Documented
@Target({ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.CLASS)
public @interface Query {
    /** Name in the request. If empty, it is the name of the Java parameter. */
    String value() default "";
}
