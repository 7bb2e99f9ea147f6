package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Defines the response to an exception. A handler or a filter may throw the exception, or return a stage that fails
 * with it. The exception need not be declared. Its class may come from any jar, because the server looks up the
 * annotation at run time, once for each class. The annotation also applies to subclasses that have no such annotation
 * of their own.
 *
 * <p>If the status is below 500, the exception's message becomes the detail of the problem document. From 500 on, the
 * message is only logged. An {@link OnError} method for the annotated class or a subclass replaces this response. A
 * method for a superclass does not, because the annotation is more specific.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ProblemType {
    /** Status, from 400 to 599. */
    int status();

    /** URI reference that identifies the kind of problem (RFC 9457 section 3.1.1); empty for {@code about:blank}. */
    String type() default "";

    /**
     * Summary of the kind of problem, which is the same for each occurrence; empty for the reason phrase of the status.
     */
    String title() default "";
}
