package dev.interlock.generated.bind;

import dev.interlock.bytes.Slice;

/** Finds the constant of an enum by the bytes of its name. */
final class EnumNames<E extends Enum<E>> implements SliceParser<E> {
    private final E[] constants;
    private final Slice[] names;

    EnumNames(Class<E> type) {
        constants = type.getEnumConstants();
        names = new Slice[constants.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = Slice.of(constants[i].name());
        }
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

    /** Lists the names: {@code NEW, PAID}. */
    @Override
    public String toString() {
        StringBuilder list = new StringBuilder();
        for (E constant : constants) {
            list.append(list.isEmpty() ? "" : ", ").append(constant.name());
        }
        return list.toString();
    }
}
