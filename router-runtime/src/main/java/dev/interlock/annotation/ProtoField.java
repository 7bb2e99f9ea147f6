package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the field that a method of a {@link ProtoView} or {@link ProtoWriter} reads or writes. The annotation is needed
 * if the field's name cannot be the name of a method: a keyword of Java, or the name of a method of {@link Object}.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface ProtoField {
    /** Name of the field as in the {@code .proto}, such as {@code class}. */
    String value();
}
