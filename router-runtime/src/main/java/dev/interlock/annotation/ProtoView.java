package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An interface that reads a protobuf message from the received bytes, without a copy. A handler takes it as
 * {@link Body}. The interface declares only the fields that the handler needs; the view skips all others.
 *
 * <p>For a field {@code user_id}, the method is {@code userId()}, and {@code hasUserId()} tells whether the field is
 * present. For a oneof {@code payment}, the method is {@code paymentCase()}. If a method does not match the
 * {@code .proto}, the application does not compile.
 *
 * <p>A view, and each object that it returns, is valid until its handler returns. If the handler returns a stage, they
 * are valid until the response is complete. After that, their methods throw {@link IllegalStateException} until a later
 * request uses the view again. Never keep a view.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface ProtoView {
    /** Full name of the message, such as {@code shop.NewOrder}. */
    String value();
}
