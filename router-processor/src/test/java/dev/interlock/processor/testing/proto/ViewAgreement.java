package dev.interlock.processor.testing.proto;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Message;
import dev.interlock.bytes.Slice;
import dev.interlock.proto.Entries;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Compares the declared fields of a view with {@code DynamicMessage}: values, presence, members of oneofs, elements
 * (one by one and together), and map entries (in their order and by key).
 */
final class ViewAgreement {
    /**
     * From this depth on, messages are compared in only one way. If they were compared in two ways at each level, the
     * time would be exponential.
     */
    private static final int DEEP = 6;

    private final Accessors accessors = new Accessors();
    private final Map<Descriptor, Map<FieldDescriptor, MethodName>> fields = new HashMap<>();
    private final Map<Descriptor, Map<OneofDescriptor, MethodName>> oneofs = new HashMap<>();
    /** Current position of the comparison, for the message of a failure. */
    private final Deque<Object> path = new ArrayDeque<>();
    /** Fields for which an absent message was already examined. Each field is examined only once. */
    private final Set<FieldDescriptor> absent = new HashSet<>();

    /**
     * Compares all declared fields.
     *
     * @param expected message with the type of the schema's twin
     * @throws AssertionError with the first field that differs
     */
    void check(Object view, Message expected, Descriptor type) {
        path.clear();
        absent.clear();
        checkMessage(view, expected, type);
    }

    private void checkMessage(Object view, Message expected, Descriptor type) {
        fields.computeIfAbsent(type, MethodName::ofFields).forEach((field, name) -> {
            path.addLast(field.getName());
            if (ViewSource.tellsPresence(field)) {
                accessors
                        .call(view, name.presence())
                        .ifPresent(it -> expect("is there", it, expected.hasField(twin(expected, field))));
            }
            accessors.call(view, name.value()).ifPresent(it -> checkField(it, expected, field));
            path.removeLast();
        });
        oneofs.computeIfAbsent(type, MethodName::ofOneofs)
                .forEach((oneof, name) ->
                        accessors.call(view, name.value()).ifPresent(it -> checkCase(it, expected, oneof)));
    }

    private static FieldDescriptor twin(Message expected, FieldDescriptor field) {
        return expected.getDescriptorForType().findFieldByNumber(field.getNumber());
    }

    private void checkField(Object actual, Message expected, FieldDescriptor field) {
        FieldDescriptor twin = twin(expected, field);
        if (field.isMapField()) {
            checkEntries((Entries<?>) actual, MapContent.of(expected, twin, field), field.getMessageType());
        } else if (field.isRepeated()) {
            checkElements(Elements.of(actual), (List<?>) expected.getField(twin), field);
        } else if (field.getJavaType() != JavaType.MESSAGE || expected.hasField(twin) || absent.add(field)) {
            checkValue(actual, expected.getField(twin), field);
        }
    }

    private void checkCase(Object actual, Message expected, OneofDescriptor oneof) {
        OneofDescriptor twin = expected.getDescriptorForType().getOneofs().get(oneof.getIndex());
        FieldDescriptor set = expected.getOneofFieldDescriptor(twin);
        int number = set == null ? 0 : set.getNumber();
        if (actual instanceof Enum<?> constant) {
            expect(oneof.getName(), constant.name(), EnumNames.of(oneof).getOrDefault(number, "?"));
        } else {
            expect(oneof.getName(), actual, number);
        }
    }

    private void checkElements(Elements actual, List<?> expected, FieldDescriptor field) {
        checkSize(actual, expected.size());
        for (int i = 0; i < expected.size(); i++) {
            path.addLast(i);
            checkValue(actual.get().apply(i), expected.get(i), field);
            path.removeLast();
        }
        if (path.size() < DEEP) {
            path.addLast("all");
            for (Object element : expected) {
                checkValue(actual.all().next(), element, field);
            }
            expect("has more", actual.all().hasNext(), false);
            path.removeLast();
        }
    }

    private void checkSize(Elements actual, int size) {
        expect("size", actual.size(), size);
        expect("isEmpty", actual.isEmpty(), size == 0);
        if (path.size() < 2) {
            checkRange(actual, size);
        }
    }

    private void checkRange(Elements actual, int size) {
        for (int index : new int[] {-1, size, Integer.MAX_VALUE}) {
            try {
                expect("[" + index + "]", actual.get().apply(index), "IndexOutOfBoundsException");
            } catch (IndexOutOfBoundsException expected) {
                // Expected, because the documentation requires this exception.
            }
        }
    }

    private void checkEntries(Entries<?> actual, Map<Object, Message> expected, Descriptor entry) {
        checkSize(Elements.of(actual), expected.size());
        int i = 0;
        for (Map.Entry<Object, Message> it : expected.entrySet()) {
            path.addLast(i);
            checkMessage(actual.get(i), it.getValue(), entry);
            Object found = MapContent.find(actual, it.getKey());
            expect("has " + it.getKey(), found != null, true);
            if (path.size() < DEEP) {
                checkMessage(Objects.requireNonNull(found), it.getValue(), entry);
            }
            path.removeLast();
            i++;
        }
        for (Object key : MapContent.absent(expected.keySet(), entry.findFieldByNumber(1))) {
            expect("has " + key, MapContent.find(actual, key) != null, false);
        }
    }

    private void checkValue(Object actual, Object expected, FieldDescriptor field) {
        switch (field.getJavaType()) {
            case MESSAGE -> checkMessage(actual, (Message) expected, field.getMessageType());
            case ENUM -> checkEnum(actual, expected, field);
            case STRING -> checkText(actual, (String) expected);
            case BYTE_STRING -> {
                byte[] bytes = actual instanceof Slice slice ? slice.toByteArray() : (byte[]) actual;
                expect("", ByteString.copyFrom(bytes), expected);
            }
            case INT ->
                expect("", actual, actual instanceof Long ? Integer.toUnsignedLong((Integer) expected) : expected);
            case FLOAT ->
                expect("", Float.floatToRawIntBits((Float) actual), Float.floatToRawIntBits((Float) expected));
            case DOUBLE ->
                expect("", Double.doubleToRawLongBits((Double) actual), Double.doubleToRawLongBits((Double) expected));
            case LONG, BOOLEAN -> expect("", actual, expected);
        }
    }

    private void checkEnum(Object actual, Object expected, FieldDescriptor field) {
        int number = expected instanceof EnumValueDescriptor constant ? constant.getNumber() : (Integer) expected;
        if (!(actual instanceof Enum<?> constant)) {
            expect("", actual, number);
            return;
        }
        String name = EnumNames.of(field.getEnumType()).getOrDefault(number, EnumNames.UNRECOGNIZED);
        boolean isShort = constant.name().equals(EnumNames.withoutTypeName(field.getEnumType(), name));
        expect("", constant.name(), isShort ? constant.name() : name);
    }

    private void checkText(Object actual, String expected) {
        if (actual instanceof Slice slice) {
            expect("", new String(slice.toByteArray(), UTF_8), expected);
            return;
        }
        CharSequence text = (CharSequence) actual;
        expect("", text.toString(), expected);
        expect("length", text.length(), expected.length());
        for (int i = expected.length() - 1; i >= 0; i--) {
            expect("charAt", text.charAt(i), expected.charAt(i));
        }
        int middle = expected.length() / 2;
        expect("subSequence", text.subSequence(middle, expected.length()).toString(), expected.substring(middle));
    }

    private void expect(String what, Object actual, Object expected) {
        if (!actual.equals(expected)) {
            throw new AssertionError(path + " " + what + ": expected " + expected + " but was " + actual);
        }
    }
}
