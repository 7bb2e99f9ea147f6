package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The field that a method of a {@link ProtoView} or {@link ProtoWriter} is about, where its name cannot say so: fields that
 * have the name of a keyword of Java, or of a method of {@link Object}.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface ProtoField {
    /** The name of the field as in the {@code .proto}, such as {@code class}. */
    String value();
}
