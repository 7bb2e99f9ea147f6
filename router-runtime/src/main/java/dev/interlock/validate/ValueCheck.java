package dev.interlock.validate;

import org.jspecify.annotations.Nullable;

/** Check of the constraints on one value, which generated code implements. */
@FunctionalInterface
public interface ValueCheck<T> {
    /**
     * Notes each constraint that does not hold.
     *
     * @param found constraints noted before, or null
     * @return all of them; null if there is none
     */
    @Nullable
    Violations check(@Nullable Violations found, T value);
}
