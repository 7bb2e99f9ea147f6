package dev.interlock.processor.report;

import java.util.Optional;

/**
 * Combines the results of the steps of a task. All steps run, even after a step that reported a mistake, so that each
 * step reports its own mistakes.
 */
public final class Steps {
    private boolean areSound = true;

    /** Adds a step, and returns its value. */
    public <T> T take(Outcome<T> step) {
        areSound &= step.isSound();
        return step.value();
    }

    /** Adds a step whose result is empty if the step reported a mistake. Returns the result of the step. */
    public <T> Optional<T> take(Optional<T> step) {
        areSound &= step.isPresent();
        return step;
    }

    /** Adds a step. The argument is false if the step reported a mistake. */
    public void take(boolean isSound) {
        areSound &= isSound;
    }

    /** Adds a step that reported a mistake. */
    public void flaw() {
        areSound = false;
    }

    /** Whether all steps so far are sound. */
    public boolean areSound() {
        return areSound;
    }

    /** Returns an outcome with the given value. The outcome is sound if all steps are sound. */
    public <T> Outcome<T> outcome(T value) {
        return new Outcome<>(value, areSound);
    }
}
