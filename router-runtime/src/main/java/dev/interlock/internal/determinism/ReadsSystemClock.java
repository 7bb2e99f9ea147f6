package dev.interlock.internal.determinism;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class that reads the clock of the system. All others take their time from the server's {@code LoopClock},
 * which a simulation sets.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface ReadsSystemClock {
    /** Returns the reason, for readers of the class. */
    String value();
}
