package dev.interlock.proto;

/**
 * Elements of a repeated {@code double} field, packed or not, in the order of their arrival. The elements belong to the
 * view that handed them out, and are valid as long as that view. Not safe for use by several threads.
 */
public interface RepeatedDouble {
    /** Returns the number of elements. */
    int size();

    default boolean isEmpty() {
        return size() == 0;
    }

    /**
     * Returns the element at an index, without boxing.
     *
     * @throws IndexOutOfBoundsException unless {@code 0 <= index < size()}
     */
    double get(int index);

    /** Returns all elements in a new array. */
    double[] toArray();
}
