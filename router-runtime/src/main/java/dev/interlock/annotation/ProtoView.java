package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An interface through which messages of one protobuf type are read where they lie: a handler takes it as {@link Body}. It
 * declares the fields that are wanted and no others; what is not declared is skipped.
 *
 * <p>For a field {@code user_id} the method is {@code userId()}, for its presence {@code hasUserId()}, for a oneof
 * {@code payment} {@code paymentCase()}. The {@code .proto} is the source of truth: whatever does not agree with it is an
 * error of the compiler.
 *
 * <p>A view, and what it hands out, is valid until its handler returns, or, where the answer comes later, until that is
 * complete; after that its methods throw {@link IllegalStateException}, until a later request uses it again. Never keep one.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface ProtoView {
    /** The full name of the message, such as {@code shop.NewOrder}. */
    String value();
}
