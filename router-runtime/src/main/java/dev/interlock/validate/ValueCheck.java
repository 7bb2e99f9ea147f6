package dev.interlock.validate;

import org.jspecify.annotations.Nullable;

/** Check of the constraints on one value. Implemented by generated code. */
@FunctionalInterface
public interface ValueCheck<T> {
    /**
     * Adds the violations of a value.
     *
     * @param found earlier violations, or null
     * @return all violations; null if there are none
     */
    @Nullable
    Violations check(@Nullable Violations found, T value);
}
