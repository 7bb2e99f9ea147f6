package dev.interlock.bind;

import dev.interlock.bytes.Slice;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Finds the constant of an enum by the bytes of its name. */
final class EnumNames<E extends Enum<E>> implements Conversion.SliceParser<E> {
    private final E[] constants;
    private final Slice[] names;

    EnumNames(Class<E> type) {
        constants = type.getEnumConstants();
        names = Arrays.stream(constants)
                .map(constant -> Slice.of(constant.name()))
                .toArray(Slice[]::new);
    }

    @Override
    public E parse(Slice text) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(text)) {
                return constants[i];
            }
        }
        throw new IllegalArgumentException("no constant has the name " + text);
    }

    /** {@code NEW, PAID}. */
    @Override
    public String toString() {
        return Arrays.stream(constants).map(Enum::name).collect(Collectors.joining(", "));
    }
}
