package dev.interlock.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What an exception is answered with, wherever it is thrown: by a handler or a filter, at once or by a stage that fails. It
 * need not be declared, and its class may come from any jar: the server asks each class of exceptions once, when the first
 * one of it is thrown, and remembers the answer. Subclasses that say nothing else are answered as their superclass.
 *
 * <p>The detail of the problem document is the exception's message for a status below 500; from 500 on the message goes to
 * the log alone. An {@link OnError} method for the class that carries this annotation, or for a subclass, takes its
 * place; one for a superclass does not, as it says less about the exception.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Problem {
    /** 400 to 599. */
    int status();

    /** A URI reference that identifies the kind of problem (RFC 9457 section 3.1.1); empty for {@code about:blank}. */
    String type() default "";

    /** A summary of the kind of problem, the same for each occurrence; empty for the phrase of the status. */
    String title() default "";
}
