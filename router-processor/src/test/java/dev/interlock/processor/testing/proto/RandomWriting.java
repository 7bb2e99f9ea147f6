package dev.interlock.processor.testing.proto;

import static java.util.Objects.requireNonNull;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Writes a message with its writer, in one of many equivalent orders of calls. For example, fields are mixed, a message
 * is begun twice, elements are written one by one or as an array, and values are overwritten.
 */
final class RandomWriting {
    private final Random random;
    private final RandomMessages messages;
    private final Mutators mutators = new Mutators();

    RandomWriting(Random random) {
        this.random = random;
        this.messages = new RandomMessages(random, true);
    }

    void write(Object writer, Message message) {
        steps(message).forEach(step -> step.accept(writer));
    }

    private List<Consumer<Object>> steps(Message message) {
        List<List<Consumer<Object>>> sequences = new ArrayList<>();
        MethodName.ofFields(message.getDescriptorForType()).forEach((field, name) -> {
            if (field.isMapField()) {
                sequences.add(entries(message, field, name));
            } else if (field.isRepeated()) {
                sequences.add(elements(message, field, name));
            } else if (message.hasField(field)) {
                sequences.add(value(message, field, name));
            }
        });
        return new Interleaving<Consumer<Object>>(random).of(sequences);
    }

    private List<Consumer<Object>> value(Message message, FieldDescriptor field, MethodName name) {
        List<Consumer<Object>> steps = new ArrayList<>();
        OneofDescriptor oneof = field.getRealContainingOneof();
        Map<FieldDescriptor, MethodName> names = MethodName.ofFields(message.getDescriptorForType());
        for (FieldDescriptor other : oneof == null ? List.of(field) : oneof.getFields()) {
            boolean isScalar = other.getJavaType() != JavaType.MESSAGE;
            if (isScalar && random.nextInt(6) == 0) {
                Object overwritten = messages.values().value(other);
                String method = requireNonNull(names.get(other)).value();
                steps.add(writer -> mutators.call(writer, method, overwritten));
            }
        }
        Object value = message.getField(field);
        if (field.getJavaType() == JavaType.MESSAGE) {
            steps.addAll(nested((Message) value, name, true));
        } else {
            steps.add(writer -> mutators.call(writer, name.value(), value));
        }
        return steps;
    }

    /**
     * Returns the calls that write a nested message between begin and end. The message is written in one part or in
     * two.
     */
    private List<Consumer<Object>> nested(Message message, MethodName name, boolean merges, Object... key) {
        List<Consumer<Object>> inner = steps(message);
        boolean isStrict = message.getDescriptorForType().getFields().stream().anyMatch(FieldDescriptor::isRequired);
        if (!merges || isStrict || random.nextInt(4) > 0) {
            return List.of(between(name, inner, key));
        }
        int cut = random.nextInt(inner.size() + 1);
        return List.of(between(name, inner.subList(0, cut)), between(name, inner.subList(cut, inner.size())));
    }

    private Consumer<Object> between(MethodName name, List<Consumer<Object>> inner, Object... key) {
        return writer -> {
            Object nested = mutators.begin(writer, name.begin(), key);
            inner.forEach(step -> step.accept(nested));
            mutators.call(writer, name.end());
        };
    }

    private List<Consumer<Object>> elements(Message message, FieldDescriptor field, MethodName name) {
        List<Consumer<Object>> steps = new ArrayList<>();
        List<?> values = (List<?>) message.getField(field);
        for (int i = 0; i < values.size(); ) {
            int from = i;
            boolean isRun = field.isPackable() && random.nextInt(4) == 0;
            int to = isRun ? from + random.nextInt(values.size() - from + 1) : from + 1;
            Object value = values.get(from);
            if (value instanceof Message element) {
                steps.addAll(nested(element, name, false));
            } else if (isRun) {
                steps.add(writer -> mutators.callWithAll(writer, name.value(), values.subList(from, to)));
            } else {
                steps.add(writer -> mutators.call(writer, name.value(), value));
            }
            i = to;
        }
        return steps;
    }

    private List<Consumer<Object>> entries(Message message, FieldDescriptor field, MethodName name) {
        List<Consumer<Object>> steps = new ArrayList<>();
        for (Object element : (List<?>) message.getField(field)) {
            Message entry = (Message) element;
            Map<Integer, Object> parts = new LinkedHashMap<>();
            entry.getDescriptorForType().getFields().forEach(it -> parts.put(it.getNumber(), entry.getField(it)));
            Object key = requireNonNull(parts.get(1));
            Object value = requireNonNull(parts.get(2));
            if (value instanceof Message nested) {
                steps.addAll(nested(nested, name, false, key));
            } else {
                steps.add(writer -> mutators.call(writer, name.value(), key, value));
            }
        }
        return steps;
    }
}
