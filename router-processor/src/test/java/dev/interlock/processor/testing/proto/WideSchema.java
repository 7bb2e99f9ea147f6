package dev.interlock.processor.testing.proto;

import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_BYTES;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_ENUM;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_GROUP;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_INT32;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_MESSAGE;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_STRING;
import static dev.interlock.processor.testing.proto.MessageBuilder.field;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Creates messages with many fields of one kind: one message for each combination of type and rule, and messages for
 * oneofs and maps. The root contains all these messages.
 */
final class WideSchema {
    private static final String PACKAGE = "wide";

    private final Syntax syntax;
    private final int size;
    private final FileDescriptorProto.Builder file;
    private final List<DescriptorProto> messages = new ArrayList<>();

    private WideSchema(Syntax syntax, int size) {
        this.syntax = syntax;
        this.size = size;
        this.file = syntax.file(PACKAGE);
    }

    /**
     * Returns one part of a schema that has fields of all kinds.
     *
     * @param part index of the part, from 0
     * @param parts number of parts
     */
    static Schema of(Syntax syntax, int size, int part, int parts) {
        WideSchema wide = new WideSchema(syntax, size);
        for (FieldDescriptorProto.Type type : FieldDescriptorProto.Type.values()) {
            for (Rule rule : Rule.values()) {
                wide.addMessage(type, rule, Schema.ENUM);
            }
        }
        for (Rule rule : Rule.values()) {
            wide.addMessage(TYPE_ENUM, rule, Schema.CLOSED_ENUM);
        }
        wide.addOneof(TYPE_ENUM, Schema.CLOSED_ENUM);
        wide.addOneof(TYPE_STRING, "");
        wide.addOneof(TYPE_GROUP, "Leaf");
        wide.addMap(field("value", 2, TYPE_BYTES));
        wide.addMap(field("value", 2, TYPE_ENUM, PACKAGE + "." + Schema.CLOSED_ENUM));
        wide.addMap(field("value", 2, TYPE_MESSAGE, PACKAGE + ".Leaf"));
        wide.keep(part, parts);
        return wide.build();
    }

    private void keep(int part, int parts) {
        List<DescriptorProto> all = List.copyOf(messages);
        messages.removeIf(it -> all.indexOf(it) % parts != part);
    }

    /** Returns a proto2 schema that has repeated fields of closed enums. */
    static Schema ofClosedEnums(int size) {
        WideSchema wide = new WideSchema(Syntax.PROTO2, size);
        wide.addMessage(TYPE_ENUM, Rule.PACKED, Schema.CLOSED_ENUM);
        return wide.build();
    }

    private void addMessage(FieldDescriptorProto.Type type, Rule rule, String enumName) {
        MessageBuilder message = message(type + "_" + rule + (type == TYPE_ENUM ? "_" + enumName : ""));
        for (int i = 1; i <= size; i++) {
            message.add(any(i, type, enumName), rule);
        }
        messages.add(message.build());
    }

    private void addOneof(FieldDescriptorProto.Type type, String typeName) {
        FieldDescriptorProto.Builder[] members = new FieldDescriptorProto.Builder[size];
        for (int i = 1; i <= size; i++) {
            members[i - 1] = any(i, type, typeName);
        }
        messages.add(message("oneof_" + type).addOneof("choice", members).build());
    }

    private void addMap(FieldDescriptorProto.Builder value) {
        MessageBuilder message = message("map_" + value.getType());
        for (int i = 1; i <= size; i++) {
            message.addMap("f" + i, i, i % 2 == 0 ? TYPE_STRING : TYPE_INT32, value.clone());
        }
        messages.add(message.build());
    }

    private MessageBuilder message(String name) {
        return new MessageBuilder(syntax, PACKAGE, name.toLowerCase(Locale.ROOT));
    }

    private static FieldDescriptorProto.Builder any(int number, FieldDescriptorProto.Type type, String enumName) {
        String name = "f" + number;
        return switch (type) {
            case TYPE_MESSAGE, TYPE_GROUP -> field(name, number, type, PACKAGE + ".Leaf");
            case TYPE_ENUM -> field(name, number, type, PACKAGE + "." + enumName);
            default -> field(name, number, type);
        };
    }

    private Schema build() {
        Schema.addEnums(file, syntax);
        MessageBuilder root = new MessageBuilder(syntax, PACKAGE, "Root");
        for (DescriptorProto message : messages) {
            String name = message.getName();
            int number = messages.indexOf(message) + 1;
            root.add(field(name, number, TYPE_MESSAGE, PACKAGE + "." + name), Rule.EXPLICIT);
        }
        MessageBuilder leaf = new MessageBuilder(syntax, PACKAGE, "Leaf");
        leaf.add(field("id", 1, TYPE_INT32), Rule.REQUIRED);
        return Schema.of(file.addMessageType(root.build())
                .addAllMessageType(messages)
                .addMessageType(leaf.build())
                .build());
    }
}
