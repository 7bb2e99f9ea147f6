package dev.interlock.observe;

/**
 * Part of a body, in the buffer of the server. Valid until the event returns. Only the thread that calls the
 * {@link ExchangeListener} may use it.
 */
public interface ObservedBytes {
    /** Returns the number of bytes. */
    int length();

    /**
     * Copies bytes.
     *
     * @param from index of the first byte in the part, 0 or more
     * @param into array that receives the bytes
     * @param at index in the array at which the bytes begin
     * @param count number of bytes
     * @throws IndexOutOfBoundsException if a range is not within the part or the array
     */
    void copyTo(int from, byte[] into, int at, int count);
}
