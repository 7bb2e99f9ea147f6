package dev.interlock.processor.testing.proto;

import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_BOOL;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_BYTES;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_DOUBLE;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_ENUM;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_FLOAT;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_GROUP;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_MESSAGE;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_STRING;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FeatureSet;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import java.util.List;
import java.util.Random;

/**
 * Creates a schema with a few messages that have random fields. Some messages have no fields. Some have so many fields
 * that their presence bits need several words.
 */
final class RandomSchema {
    private static final String PACKAGE = "random.schema";
    private static final int MESSAGES = 4;
    private static final int[] SIZES = {0, 3, 12, 40, 70, 140};
    private static final int LARGEST = SIZES.length - 1;
    private static final List<String> NAMES =
            List.of("id", "user_id", "note", "x", "line_items", "class", "size", "has_note", "sha1", "CamelCase");

    private final Random random;
    private final Syntax syntax;
    private int number;

    private RandomSchema(Random random, Syntax syntax) {
        this.random = random;
        this.syntax = syntax;
    }

    static Schema of(Random random) {
        Syntax syntax = pick(random, List.of(Syntax.values()));
        FileDescriptorProto.Builder file = syntax.file(PACKAGE);
        Schema.addEnums(file, syntax);
        RandomSchema schema = new RandomSchema(random, syntax);
        for (int i = 0; i < MESSAGES; i++) {
            file.addMessageType(schema.message(i));
        }
        return Schema.of(file.build());
    }

    private static <T> T pick(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private DescriptorProto message(int index) {
        MessageBuilder message = new MessageBuilder(syntax, PACKAGE, "M" + index);
        number = 0;
        int size = SIZES[index == 0 ? 1 + random.nextInt(LARGEST) : random.nextInt(SIZES.length)];
        for (int i = 0; i < size; i++) {
            switch (random.nextInt(12)) {
                case 0 -> message.addMap(nextName(), nextNumber(), key(), field(index, true));
                case 1 -> addOneof(message, index);
                default -> addField(message, index);
            }
        }
        return message.build();
    }

    private int nextNumber() {
        number += random.nextInt(15) > 0 ? 1 + random.nextInt(2) : 1 << random.nextInt(20);
        if (number >= 19_000 && number < 20_000) {
            number += 1_000;
        }
        return number;
    }

    /**
     * Returns a name for a field. No other field of the message has this name. A few special names are used only once.
     */
    private String nextName() {
        String name = pick(random, NAMES);
        return number < NAMES.size() ? NAMES.get(number) : name + "_n" + number;
    }

    private void addField(MessageBuilder message, int index) {
        Rule rule = pick(random, List.of(Rule.values()));
        // If a message had a required field of its own type, it could never be complete.
        boolean mayNest = rule != Rule.REQUIRED;
        message.add(withExtras(field(index, mayNest), rule), rule);
    }

    private void addOneof(MessageBuilder message, int index) {
        FieldDescriptorProto.Builder[] members = new FieldDescriptorProto.Builder[1 + random.nextInt(4)];
        for (int i = 0; i < members.length; i++) {
            members[i] = field(index, true);
        }
        message.addOneof("choice" + number, members);
    }

    private FieldDescriptorProto.Builder field(int index, boolean mayNest) {
        String name = nextName();
        int taken = nextNumber();
        if (mayNest && random.nextInt(6) == 0) {
            int other = random.nextInt(3) == 0 ? random.nextInt(MESSAGES) : Math.min(index + 1, MESSAGES - 1);
            FieldDescriptorProto.Type type = random.nextInt(3) == 0 ? TYPE_GROUP : TYPE_MESSAGE;
            return MessageBuilder.field(name, taken, type, PACKAGE + ".M" + other);
        }
        FieldDescriptorProto.Type type = scalar();
        return type == TYPE_ENUM
                ? MessageBuilder.field(name, taken, type, PACKAGE + "." + enumeration())
                : MessageBuilder.field(name, taken, type);
    }

    private String enumeration() {
        return random.nextBoolean() ? Schema.ENUM : Schema.CLOSED_ENUM;
    }

    private FieldDescriptorProto.Type scalar() {
        FieldDescriptorProto.Type type = pick(random, List.of(FieldDescriptorProto.Type.values()));
        return type == TYPE_MESSAGE || type == TYPE_GROUP ? TYPE_STRING : type;
    }

    private FieldDescriptorProto.Type key() {
        FieldDescriptorProto.Type type = scalar();
        return type == TYPE_FLOAT || type == TYPE_DOUBLE || type == TYPE_BYTES || type == TYPE_ENUM ? TYPE_BOOL : type;
    }

    /** Adds a default to some fields. Makes some string fields accept text that is not UTF-8. */
    private FieldDescriptorProto.Builder withExtras(FieldDescriptorProto.Builder field, Rule rule) {
        boolean hasDefaults = syntax != Syntax.PROTO3 && rule == Rule.EXPLICIT;
        boolean isText = field.getType() == TYPE_STRING || field.getType() == TYPE_BYTES;
        if (hasDefaults && random.nextInt(3) == 0 && (isText || MessageBuilder.isPackable(field.getType()))) {
            field.setDefaultValue(defaultValue(field));
        }
        if (syntax == Syntax.EDITION_2023 && field.getType() == TYPE_STRING && random.nextBoolean()) {
            field.getOptionsBuilder()
                    .setFeatures(FeatureSet.newBuilder().setUtf8Validation(FeatureSet.Utf8Validation.NONE));
        }
        return field;
    }

    private static String defaultValue(FieldDescriptorProto.Builder field) {
        return switch (field.getType()) {
            case TYPE_BOOL -> "true";
            case TYPE_ENUM -> field.getTypeName().endsWith(Schema.ENUM) ? "LEVEL_TWO" : "TIGHT_FOUR";
            case TYPE_FLOAT, TYPE_DOUBLE -> "-2.5";
            default -> "7";
        };
    }
}
