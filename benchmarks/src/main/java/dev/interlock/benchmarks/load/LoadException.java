package dev.interlock.benchmarks.load;

/** A response that is wrong, late or missing. */
public final class LoadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LoadException(String message) {
        super(message);
    }
}
