package dev.interlock.processor.report;

/** A kind of mistake or warning: a constant of {@link Message} or of another enum of this package. */
public interface Diagnosis {
    /** Returns the name of the enum constant. */
    String name();

    /** Whether this is a warning. An application with a warning compiles, but may not do what its author intends. */
    default boolean isWarning() {
        return false;
    }

    /** Returns the code: {@code IL} and three digits. The code stays the same in all releases. */
    String code();

    /** Returns the description of the mistake, with placeholders of {@link String#format}. */
    String text();

    /** Returns the advice, with placeholders of {@link String#format}. */
    String tip();
}
