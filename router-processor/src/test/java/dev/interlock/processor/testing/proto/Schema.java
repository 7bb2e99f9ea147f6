package dev.interlock.processor.testing.proto;

import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_INT32;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FeatureSet;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import java.util.HashMap;
import java.util.Map;

/**
 * A {@code .proto} file.
 *
 * @param file file for the processor
 * @param twin the same file, except that map values of a closed enum are {@code int32}; it is needed because
 *     {@code DynamicMessage} keeps the key of an entry whose value has no constant, while protobuf-java's generated
 *     code drops the entry
 */
record Schema(FileDescriptor file, FileDescriptor twin) {
    /** Full name of an enum that each schema has. Its constants are -1, 0, 1, 2 and 1,000. */
    static final String ENUM = "Level";
    /** Full name of a closed enum. Its constants are 3, 4 and -5, in this order. */
    static final String CLOSED_ENUM = "Tight";

    static Schema of(FileDescriptorProto file) {
        Map<String, String> defaults = new HashMap<>();
        FileDescriptor built = build(file);
        built.getEnumTypes().stream()
                .filter(type -> type.isClosed())
                .forEach(type -> defaults.put(
                        "." + type.getFullName(),
                        String.valueOf(type.getValues().get(0).getNumber())));
        FileDescriptorProto.Builder twin = file.toBuilder();
        twin.getMessageTypeBuilderList().forEach(message -> openEntries(message, defaults));
        return new Schema(built, build(twin.build()));
    }

    private static void openEntries(DescriptorProto.Builder message, Map<String, String> defaults) {
        message.getNestedTypeBuilderList().forEach(nested -> openEntries(nested, defaults));
        if (!message.getOptions().getMapEntry()) {
            return;
        }
        FieldDescriptorProto.Builder value = message.getFieldBuilder(1);
        String first = defaults.get(value.getTypeName());
        if (first != null) {
            value.setType(TYPE_INT32).clearTypeName().setDefaultValue(first);
        }
    }

    private static FileDescriptor build(FileDescriptorProto file) {
        try {
            return FileDescriptor.buildFrom(file, new FileDescriptor[0]);
        } catch (DescriptorValidationException e) {
            throw new IllegalArgumentException(e.getMessage() + "\n" + file, e);
        }
    }

    /** Adds the enums that a syntax supports. */
    static void addEnums(FileDescriptorProto.Builder file, Syntax syntax) {
        file.addEnumType(EnumDescriptorProto.newBuilder()
                .setName(ENUM)
                .addValue(constant("LEVEL_ZERO", 0))
                .addValue(constant("LEVEL_ONE", 1))
                .addValue(constant("LEVEL_TWO", 2))
                .addValue(constant("LEVEL_LARGE", 1000))
                .addValue(constant("LEVEL_NEGATIVE", -1)));
        EnumDescriptorProto.Builder tight = EnumDescriptorProto.newBuilder().setName(CLOSED_ENUM);
        if (syntax == Syntax.PROTO3) {
            tight.addValue(constant("TIGHT_ZERO", 0));
        } else if (syntax == Syntax.EDITION_2023) {
            tight.getOptionsBuilder().setFeatures(FeatureSet.newBuilder().setEnumType(FeatureSet.EnumType.CLOSED));
        }
        file.addEnumType(tight.addValue(constant("TIGHT_THREE", 3))
                .addValue(constant("TIGHT_FOUR", 4))
                .addValue(constant("TIGHT_NEGATIVE", -5)));
    }

    private static EnumValueDescriptorProto constant(String name, int number) {
        return EnumValueDescriptorProto.newBuilder()
                .setName(name)
                .setNumber(number)
                .build();
    }

    /** Returns the first message, with which the tests start. */
    Descriptor root() {
        return file.getMessageTypes().get(0);
    }

    /** Returns the message of the twin that corresponds to {@link #root}. */
    Descriptor twinRoot() {
        return twin.getMessageTypes().get(0);
    }

    byte[] descriptorSet() {
        return FileDescriptorSet.newBuilder().addFile(file.toProto()).build().toByteArray();
    }
}
