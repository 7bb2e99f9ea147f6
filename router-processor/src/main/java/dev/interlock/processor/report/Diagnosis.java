package dev.interlock.processor.report;

/** One of the things that can be wrong: a constant of {@link Message} or of another enum of this package. */
public interface Diagnosis {
    /** The name of the constant. */
    String name();

    /** Whether this is a warning: the application compiles, but probably does not do what its author means. */
    default boolean isWarning() {
        return false;
    }

    /** The code, stable over releases: {@code IL} and three digits. */
    String code();

    /** The mistake, with the placeholders of {@link String#format}. */
    String text();

    /** Advice, with the placeholders of {@link String#format}. */
    String tip();
}
