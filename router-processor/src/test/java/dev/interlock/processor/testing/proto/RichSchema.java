package dev.interlock.processor.testing.proto;

import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_BOOL;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_BYTES;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_DOUBLE;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_ENUM;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_FLOAT;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_GROUP;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_INT32;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_INT64;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_MESSAGE;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_SINT64;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_STRING;
import static dev.interlock.processor.testing.proto.MessageBuilder.field;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Creates a schema with all features of a syntax: each type in each kind of field, and recursive messages. */
final class RichSchema {
    private static final List<FieldDescriptorProto.Type> SCALARS = Stream.of(FieldDescriptorProto.Type.values())
            .filter(type -> type != TYPE_MESSAGE && type != TYPE_GROUP && type != TYPE_ENUM)
            .toList();
    /** Names that are Java keywords, methods of {@code Object}, or names that generated classes use. */
    private static final List<String> AWKWARD = List.of(
            "class",
            "int",
            "to_string",
            "hash_code",
            "get_class",
            "wait",
            "begin",
            "end",
            "parse",
            "read",
            "size",
            "retained_bytes",
            "has_awkward",
            "awkward",
            "payment_case",
            "key",
            "value",
            "camelCase",
            "UPPER",
            "_a__b_");

    private static final Map<Syntax, CompiledSchema> COMPILED = new EnumMap<>(Syntax.class);

    private final String protoPackage;
    private final Syntax syntax;
    private int number;

    private RichSchema(Syntax syntax) {
        this.syntax = syntax;
        this.protoPackage = "rich." + syntax.name().toLowerCase(Locale.ROOT);
    }

    static Schema of(Syntax syntax) {
        FileDescriptorProto.Builder file = syntax.file("rich." + syntax.name().toLowerCase(Locale.ROOT));
        Schema.addEnums(file, syntax);
        RichSchema rich = new RichSchema(syntax);
        file.addMessageType(rich.everything()).addMessageType(rich.small()).addMessageType(rich.strict());
        return Schema.of(file.build());
    }

    /** Returns the compiled views and writers of the schema. Compiles them only once, because that takes seconds. */
    static synchronized CompiledSchema compiled(Syntax syntax) throws IOException {
        CompiledSchema known = COMPILED.get(syntax);
        if (known == null) {
            known = CompiledSchema.of(of(syntax), syntax.name().length());
            COMPILED.put(syntax, known);
        }
        return known;
    }

    private DescriptorProto everything() {
        MessageBuilder message = new MessageBuilder(syntax, protoPackage, "Everything");
        addScalars(message);
        addEnums(message);
        addMessages(message);
        addMaps(message);
        AWKWARD.forEach(name -> message.add(field(name, next(), TYPE_INT32), Rule.EXPLICIT));
        message.add(field("largest_number", (1 << 29) - 1, TYPE_STRING), Rule.EXPLICIT);
        return message.build();
    }

    private int next() {
        return ++number;
    }

    private void addScalars(MessageBuilder message) {
        for (Rule rule : Rule.values()) {
            for (FieldDescriptorProto.Type type : SCALARS) {
                String name = (rule + "_" + type).toLowerCase(Locale.ROOT);
                if (rule != Rule.REQUIRED) {
                    message.add(field(name, next(), type), rule);
                }
            }
        }
        if (syntax != Syntax.PROTO3) {
            SCALARS.forEach(type -> message.add(withDefault(type), Rule.EXPLICIT));
        }
    }

    private FieldDescriptorProto.Builder withDefault(FieldDescriptorProto.Type type) {
        String name = ("default_" + type).toLowerCase(Locale.ROOT);
        String value = switch (type) {
            case TYPE_STRING -> "gr\u00fc\u00df \"dich\"\n";
            case TYPE_BYTES -> "\\000\\377\\n\"x";
            case TYPE_BOOL -> "true";
            case TYPE_FLOAT -> "-inf";
            case TYPE_DOUBLE -> "1.5e-300";
            case TYPE_UINT32, TYPE_FIXED32 -> "4294967295";
            case TYPE_UINT64, TYPE_FIXED64 -> "18446744073709551615";
            case TYPE_INT64, TYPE_SINT64, TYPE_SFIXED64 -> "-9223372036854775808";
            default -> "-2147483648";
        };
        return field(name, next(), type).setDefaultValue(value);
    }

    private void addEnums(MessageBuilder message) {
        for (String type : List.of(Schema.ENUM, Schema.CLOSED_ENUM)) {
            String fullName = protoPackage + "." + type;
            for (Rule rule : List.of(Rule.EXPLICIT, Rule.EXPANDED, Rule.PACKED)) {
                String name = (rule + "_" + type).toLowerCase(Locale.ROOT);
                message.add(field(name, next(), TYPE_ENUM, fullName), rule);
            }
        }
        message.add(field("implicit_level", next(), TYPE_ENUM, protoPackage + "." + Schema.ENUM), Rule.IMPLICIT);
    }

    private void addMessages(MessageBuilder message) {
        for (String type : List.of("Everything", "Small", "Strict")) {
            String fullName = protoPackage + "." + type;
            String name = type.toLowerCase(Locale.ROOT);
            message.add(field("one_" + name, next(), TYPE_MESSAGE, fullName), Rule.EXPLICIT);
            message.add(field("many_" + name, next(), TYPE_MESSAGE, fullName), Rule.EXPANDED);
            message.add(field("group_" + name, next(), TYPE_GROUP, fullName), Rule.EXPLICIT);
            message.add(field("groups_" + name, next(), TYPE_GROUP, fullName), Rule.EXPANDED);
        }
        message.addOneof(
                "payment",
                field("card", next(), TYPE_STRING),
                field("cash", next(), TYPE_INT64),
                field("voucher", next(), TYPE_MESSAGE, protoPackage + ".Small"),
                field("gift", next(), TYPE_MESSAGE, protoPackage + ".Strict"),
                field("grade", next(), TYPE_ENUM, protoPackage + "." + Schema.CLOSED_ENUM));
        message.addOneof("other", field("flag", next(), TYPE_BOOL), field("blob", next(), TYPE_BYTES));
    }

    private void addMaps(MessageBuilder message) {
        for (FieldDescriptorProto.Type key : SCALARS) {
            if (key != TYPE_FLOAT && key != TYPE_DOUBLE && key != TYPE_BYTES) {
                FieldDescriptorProto.Type value = SCALARS.get(number % SCALARS.size());
                String name = ("by_" + key).toLowerCase(Locale.ROOT);
                message.addMap(name, next(), key, field("value", 2, value));
            }
        }
        for (String type : List.of(Schema.ENUM, Schema.CLOSED_ENUM)) {
            FieldDescriptorProto.Builder value = field("value", 2, TYPE_ENUM, protoPackage + "." + type);
            message.addMap(type.toLowerCase(Locale.ROOT) + "s", next(), TYPE_STRING, value);
        }
        for (String type : List.of("Everything", "Small")) {
            FieldDescriptorProto.Builder value = field("value", 2, TYPE_MESSAGE, protoPackage + "." + type);
            message.addMap("keyed_" + type.toLowerCase(Locale.ROOT), next(), TYPE_INT32, value);
        }
    }

    private DescriptorProto small() {
        return new MessageBuilder(syntax, protoPackage, "Small")
                .add(field("id", 1, TYPE_INT32), Rule.IMPLICIT)
                .add(field("text", 2, TYPE_STRING), Rule.IMPLICIT)
                .add(field("small", 3, TYPE_MESSAGE, protoPackage + ".Small"), Rule.EXPLICIT)
                .build();
    }

    private DescriptorProto strict() {
        return new MessageBuilder(syntax, protoPackage, "Strict")
                .add(field("id", 1, TYPE_SINT64), Rule.REQUIRED)
                .add(field("name", 2, TYPE_STRING), Rule.REQUIRED)
                .add(field("next", 3, TYPE_MESSAGE, protoPackage + ".Strict"), Rule.EXPLICIT)
                .add(field("others", 4, TYPE_GROUP, protoPackage + ".Strict"), Rule.EXPANDED)
                .build();
    }
}
