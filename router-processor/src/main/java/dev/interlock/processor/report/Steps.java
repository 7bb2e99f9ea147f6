package dev.interlock.processor.report;

import java.util.Optional;

/**
 * Combines the results of the steps of a task. After a step with a mistake, the next steps still run and report their
 * own mistakes.
 */
public final class Steps {
    private boolean areSound = true;

    /** Adds a step, and returns its value. */
    public <T> T take(Outcome<T> step) {
        areSound &= step.isSound();
        return step.value();
    }

    /** Adds a step that returns empty after a report. Returns the result of the step. */
    public <T> Optional<T> take(Optional<T> step) {
        areSound &= step.isPresent();
        return step;
    }

    /** Adds a step that returns whether it reported no mistake. */
    public void take(boolean isSound) {
        areSound &= isSound;
    }

    /** Adds a step that reported a mistake. */
    public void flaw() {
        areSound = false;
    }

    /** Whether no step so far reported a mistake. */
    public boolean areSound() {
        return areSound;
    }

    /** Returns an outcome with a value. It is sound if all steps are sound. */
    public <T> Outcome<T> outcome(T value) {
        return new Outcome<>(value, areSound);
    }
}
