package dev.interlock.processor.testing.proto;

import dev.interlock.proto.Repeated;
import dev.interlock.proto.RepeatedBoolean;
import dev.interlock.proto.RepeatedDouble;
import dev.interlock.proto.RepeatedFloat;
import dev.interlock.proto.RepeatedInt;
import dev.interlock.proto.RepeatedLong;
import java.util.Iterator;
import java.util.function.IntFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The elements of a repeated field, whatever its type is.
 *
 * @param all iterator over all elements, as a second way to read them
 */
record Elements(int size, boolean isEmpty, IntFunction<Object> get, Iterator<?> all) {
    static Elements of(Object repeated) {
        if (repeated instanceof Repeated<?> it) {
            return new Elements(it.size(), it.isEmpty(), it::get, it.iterator());
        } else if (repeated instanceof RepeatedInt it) {
            return new Elements(
                    it.size(), it.isEmpty(), it::get, IntStream.of(it.toArray()).iterator());
        } else if (repeated instanceof RepeatedLong it) {
            return new Elements(
                    it.size(),
                    it.isEmpty(),
                    it::get,
                    LongStream.of(it.toArray()).iterator());
        } else if (repeated instanceof RepeatedDouble it) {
            return new Elements(
                    it.size(),
                    it.isEmpty(),
                    it::get,
                    DoubleStream.of(it.toArray()).iterator());
        } else if (repeated instanceof RepeatedFloat it) {
            float[] array = it.toArray();
            return new Elements(
                    it.size(),
                    it.isEmpty(),
                    it::get,
                    IntStream.range(0, array.length).mapToObj(i -> array[i]).iterator());
        } else if (repeated instanceof RepeatedBoolean it) {
            boolean[] array = it.toArray();
            return new Elements(
                    it.size(),
                    it.isEmpty(),
                    it::get,
                    IntStream.range(0, array.length).mapToObj(i -> array[i]).iterator());
        }
        throw new AssertionError(repeated.getClass());
    }
}
