package dev.interlock.observe;

/**
 * Header fields of a response, as ranges of bytes. A range begins at the index of its first byte and ends at the index
 * after its last byte. Valid until the event returns. Only the thread that calls the {@link ExchangeListener} may use
 * it.
 */
public interface ObservedFields {
    /** Returns the number of fields. */
    int count();

    /** Returns the array with all names and values. Callers must not change it. */
    byte[] bytes();

    int nameFrom(int field);

    int nameTo(int field);

    int valueFrom(int field);

    int valueTo(int field);
}
