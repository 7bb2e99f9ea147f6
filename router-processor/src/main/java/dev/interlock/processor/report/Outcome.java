package dev.interlock.processor.report;

import java.util.Optional;
import java.util.function.Function;

/**
 * The result of a step. A step reports its mistakes. It may have a value all the same, with which later steps go on to
 * find more mistakes.
 *
 * @param isSound whether the step reported no mistake; warnings do not count
 */
public record Outcome<T>(T value, boolean isSound) {
    /** The result of a step without a mistake. */
    public static <T> Outcome<T> sound(T value) {
        return new Outcome<>(value, true);
    }

    /** The result of a step with a mistake, which is reported. */
    public static <T> Outcome<T> flawed(T value) {
        return new Outcome<>(value, false);
    }

    public <U> Outcome<U> map(Function<? super T, ? extends U> change) {
        return new Outcome<>(change.apply(value), isSound);
    }

    /** The value; empty after a report. */
    public Optional<T> ifSound() {
        return isSound ? Optional.of(value) : Optional.empty();
    }
}
