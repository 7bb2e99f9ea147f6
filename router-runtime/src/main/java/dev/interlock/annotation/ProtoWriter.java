package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An interface that writes a protobuf message as the body of a response. A handler takes it as a parameter. The
 * interface declares only the fields that the handler needs.
 *
 * <p>For a field {@code user_id}, the method is {@code userId(long)}. A repeated field is written element by element,
 * or from an array. For a field {@code item} that is a message, {@code beginItem()} returns the writer of the nested
 * message, and {@code endItem()} ends that message. If a method does not match the {@code .proto}, the application does
 * not compile.
 *
 * <p>A writer is valid until its handler returns. If the handler returns a stage, the writer is valid until the
 * response is complete. After that, its methods throw {@link IllegalStateException} until a later request uses the
 * writer again. Never keep a writer.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface ProtoWriter {
    /** Full name of the message, such as {@code shop.OrderTotal}. */
    String value();
}
