package dev.interlock.processor.schema;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import dev.interlock.processor.model.proto.Cardinality;
import dev.interlock.processor.model.proto.EnumSchema;
import dev.interlock.processor.model.proto.FieldSchema;
import dev.interlock.processor.model.proto.FieldType;
import dev.interlock.processor.model.proto.MessageSchema;
import dev.interlock.processor.model.proto.OneofSchema;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Converts descriptors to the model. The descriptors of protobuf-java resolve the features of editions. As a result,
 * the model agrees with protobuf-java's own parser.
 */
final class SchemaReader {
    /**
     * Values of unset fields without an explicit default. {@code -0.0} is not in this set, because it does not equal
     * {@code 0.0}.
     */
    private static final Set<Object> ZEROS = Set.of(0, 0L, 0f, 0d, false, "");

    private final Map<String, Lines> lines = new HashMap<>();

    MessageSchema read(Descriptor type) {
        List<FieldSchema> fields = type.getFields().stream()
                .map(this::field)
                .sorted(Comparator.comparingInt(FieldSchema::number))
                .toList();
        List<OneofSchema> oneofs =
                type.getRealOneofs().stream().map(this::oneof).toList();
        boolean mapEntry = type.getOptions().getMapEntry();
        return new MessageSchema(
                type.getFullName(),
                fields,
                oneofs,
                mapEntry,
                lines(type.getFile()).of(type));
    }

    private FieldSchema field(FieldDescriptor field) {
        OneofDescriptor oneof = field.getRealContainingOneof();
        Optional<Descriptor> message = message(field);
        return new FieldSchema(
                field.getNumber(),
                field.getName(),
                type(field),
                cardinality(field),
                field.getType() == FieldDescriptor.Type.GROUP,
                field.hasPresence(),
                field.isRequired(),
                field.isPacked(),
                field.needsUtf8Check(),
                field.getType() == FieldDescriptor.Type.ENUM ? Optional.of(enumeration(field)) : Optional.empty(),
                message.map(Descriptor::getFullName),
                message.filter(type -> requires(type, new HashSet<>())).isPresent(),
                Optional.ofNullable(oneof).map(OneofDescriptor::getName),
                defaultValue(field),
                lines(field.getFile()).of(field));
    }

    private static Optional<Descriptor> message(FieldDescriptor field) {
        return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                ? Optional.of(field.getMessageType())
                : Optional.empty();
    }

    /**
     * Whether a message, or a message within it, has a required field.
     *
     * @param seen messages that were already visited; a message may contain itself
     */
    private static boolean requires(Descriptor type, Set<Descriptor> seen) {
        return seen.add(type)
                && type.getFields().stream()
                        .anyMatch(field -> field.isRequired()
                                || message(field)
                                        .filter(inner -> requires(inner, seen))
                                        .isPresent());
    }

    private static FieldType type(FieldDescriptor field) {
        return field.getType() == FieldDescriptor.Type.GROUP
                ? FieldType.MESSAGE
                : FieldType.valueOf(field.getType().name());
    }

    private static Cardinality cardinality(FieldDescriptor field) {
        if (field.isMapField()) {
            return Cardinality.MAP;
        }
        return field.isRepeated() ? Cardinality.REPEATED : Cardinality.SINGULAR;
    }

    private EnumSchema enumeration(FieldDescriptor field) {
        EnumDescriptor type = field.getEnumType();
        List<EnumSchema.Constant> constants = type.getValues().stream()
                .map(value -> new EnumSchema.Constant(value.getName(), value.getNumber()))
                .toList();
        return new EnumSchema(
                type.getFullName(),
                field.legacyEnumFieldTreatedAsClosed(),
                constants,
                lines(type.getFile()).of(type));
    }

    private OneofSchema oneof(OneofDescriptor oneof) {
        List<Integer> fields =
                oneof.getFields().stream().map(FieldDescriptor::getNumber).toList();
        return new OneofSchema(oneof.getName(), fields, lines(oneof.getFile()).of(oneof));
    }

    private static Optional<Object> defaultValue(FieldDescriptor field) {
        if (field.isRepeated() || field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
            return Optional.empty();
        }
        Object value = field.getDefaultValue();
        if (value instanceof EnumValueDescriptor constant) {
            value = constant.getNumber();
        } else if (value instanceof ByteString bytes) {
            value = bytes.toString(ISO_8859_1);
        }
        return ZEROS.contains(value) ? Optional.empty() : Optional.of(value);
    }

    private Lines lines(FileDescriptor file) {
        return lines.computeIfAbsent(file.getName(), unread -> new Lines(file));
    }
}
