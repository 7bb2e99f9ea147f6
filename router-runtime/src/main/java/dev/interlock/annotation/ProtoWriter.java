package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An interface through which a message of one protobuf type is written as the body of a response: a handler takes it as a
 * parameter. It declares the fields that are wanted.
 *
 * <p>For a field {@code user_id} the method is {@code userId(long)}; a repeated field is written one element after the
 * other, or from an array. A message within the message is what {@code beginItem()} returns until {@code endItem()}. The
 * {@code .proto} is the source of truth: whatever does not agree with it is an error of the compiler.
 *
 * <p>A writer is valid until its handler returns, or, where the answer comes later, until that is complete; after that its
 * methods throw {@link IllegalStateException}, until a later request uses it again. Never keep one.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface ProtoWriter {
    /** The full name of the message, such as {@code shop.OrderTotal}. */
    String value();
}
