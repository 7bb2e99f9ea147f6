package dev.interlock.internal.determinism;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class that creates random numbers itself. All other classes use the server's random number generator, which a
 * simulation can seed.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface HasOwnRandomness {
    /** Returns the reason, for readers of the class. */
    String value();
}
