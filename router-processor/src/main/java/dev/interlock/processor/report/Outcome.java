package dev.interlock.processor.report;

import java.util.Optional;
import java.util.function.Function;

/**
 * The result of a step, and whether the step was sound. A step that reported a mistake also has a value, which later
 * steps use to find more mistakes.
 *
 * @param value result of the step
 * @param isSound whether the step reported no mistake; warnings do not count
 */
public record Outcome<T>(T value, boolean isSound) {
    /** Returns the result of a step without a mistake. */
    public static <T> Outcome<T> sound(T value) {
        return new Outcome<>(value, true);
    }

    /** Returns the result of a step that reported a mistake. */
    public static <T> Outcome<T> flawed(T value) {
        return new Outcome<>(value, false);
    }

    public <U> Outcome<U> map(Function<? super T, ? extends U> change) {
        return new Outcome<>(change.apply(value), isSound);
    }

    /** Returns the value; empty if the step reported a mistake. */
    public Optional<T> ifSound() {
        return isSound ? Optional.of(value) : Optional.empty();
    }
}
