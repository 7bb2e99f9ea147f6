package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Binds a path variable with another name than the Java parameter's. Without it, a parameter without a binding
 * annotation is the path variable of its own name.
 *
 * <p>The type may be a primitive or its box, {@code String}, {@code CharSequence}, {@code Slice}, {@code UUID}, an
 * enum, {@code BigDecimal}, {@code BigInteger}, a type of {@code java.time}, any type with a static {@code valueOf},
 * {@code of}, {@code parse} or {@code fromString} that takes a {@code String}, or with a constructor that does. It is
 * neither {@code Optional} nor {@code @Nullable}, as a route only matches with its variables. A value that does not
 * convert gets the response 400.
 */
@Documented
@Target({ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.CLASS)
public @interface Path {
    /** The name as it stands in the request; empty for the name of the Java parameter. */
    String value() default "";

    /**
     * Whether a catch-all such as <code>{*path}</code> may contain a {@code .} or {@code ..} between slashes or
     * backslashes that were percent-encoded, as in {@code a%2F..%2Fb}. Otherwise the response to such a path is 400, so
     * that a path does not name a file outside of a folder by accident.
     */
    boolean dotSegments() default false;
}
