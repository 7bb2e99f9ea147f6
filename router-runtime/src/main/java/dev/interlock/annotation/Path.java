package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Binds a path variable whose name differs from the name of the Java parameter. A parameter without a binding
 * annotation is bound to the path variable with its own name.
 *
 * <p>The type may be a primitive or its box, {@code String}, {@code CharSequence}, {@code Slice}, {@code UUID}, an
 * enum, {@code BigDecimal}, {@code BigInteger}, or a type of {@code java.time}. It may also be any type with a
 * constructor that takes one {@code String}, or with a static method {@code valueOf}, {@code of}, {@code parse} or
 * {@code fromString} that takes one {@code String}. {@code Optional} and {@code @Nullable} are not allowed, because a
 * route matches only a path with all of its variables. If a value cannot be converted, the response is 400.
 */
@Documented
@Target({ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.CLASS)
public @interface Path {
    /** Name of the path variable. If empty, it is the name of the Java parameter. */
    String value() default "";

    /**
     * Whether a catch-all such as <code>{*path}</code> may contain a {@code .} or {@code ..} between percent-encoded
     * slashes or backslashes, as in {@code a%2F..%2Fb}. If false, the response to such a path is 400. A handler that
     * uses the value as a file name can then not leave its folder by accident.
     */
    boolean dotSegments() default false;
}
