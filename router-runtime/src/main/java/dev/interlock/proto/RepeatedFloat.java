package dev.interlock.proto;

/**
 * The elements of a repeated field of {@code float}, in the order in which they came, packed or not. Belongs to
 * the view that handed it out and is valid as long as that is. Not safe for use by several threads.
 */
public interface RepeatedFloat {
    /** Number of elements. */
    int size();

    default boolean isEmpty() {
        return size() == 0;
    }

    /**
     * The element at a place, without boxing.
     *
     * @throws IndexOutOfBoundsException unless {@code 0 <= index < size()}
     */
    float get(int index);

    /** All elements in a new array. */
    float[] toArray();
}
