package dev.interlock.processor.report;

import java.util.Optional;

/** Several steps of one piece of work. All of them run, so that each reports its mistakes. */
public final class Steps {
    private boolean areSound = true;

    /** Adds a step; returns its value. */
    public <T> T take(Outcome<T> step) {
        areSound &= step.isSound();
        return step.value();
    }

    /** Adds a step whose result is empty after a report; returns that result. */
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

    /** The result of the whole, as sound as the steps are. */
    public <T> Outcome<T> outcome(T value) {
        return new Outcome<>(value, areSound);
    }
}
