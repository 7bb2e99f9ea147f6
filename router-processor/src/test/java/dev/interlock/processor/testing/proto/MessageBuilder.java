package dev.interlock.processor.testing.proto;

import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_GROUP;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_MESSAGE;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FeatureSet;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.MessageOptions;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import java.util.Locale;

/** Builds a message type in any syntax. */
final class MessageBuilder {
    private final Syntax syntax;
    private final String fullName;
    private final DescriptorProto.Builder message;

    /**
     * Starts a message type without fields.
     *
     * @param outer full name of the surrounding scope
     */
    MessageBuilder(Syntax syntax, String outer, String name) {
        this.syntax = syntax;
        this.fullName = outer + "." + name;
        this.message = DescriptorProto.newBuilder().setName(name);
    }

    String fullName() {
        return fullName;
    }

    Syntax syntax() {
        return syntax;
    }

    /** Returns a field without a label. A group has the type {@code TYPE_GROUP} in every syntax. */
    static FieldDescriptorProto.Builder field(String name, int number, FieldDescriptorProto.Type type) {
        return FieldDescriptorProto.newBuilder().setName(name).setNumber(number).setType(type);
    }

    /** Returns a field whose type is a message or an enum. */
    static FieldDescriptorProto.Builder field(
            String name, int number, FieldDescriptorProto.Type type, String typeName) {
        return field(name, number, type).setTypeName("." + typeName);
    }

    MessageBuilder add(FieldDescriptorProto.Builder field, Rule rule) {
        field.setLabel(label(rule));
        if (syntax == Syntax.EDITION_2023) {
            addFeatures(field, rule);
        } else if (rule.isRepeated() && isPackable(field.getType())) {
            field.getOptionsBuilder().setPacked(rule == Rule.PACKED);
        }
        if (syntax == Syntax.PROTO3 && rule == Rule.EXPLICIT && field.getType() != TYPE_MESSAGE) {
            field.setProto3Optional(true);
        }
        if (field.getType() == TYPE_GROUP && syntax != Syntax.PROTO2) {
            field.setType(TYPE_MESSAGE);
        }
        message.addField(field);
        return this;
    }

    private Label label(Rule rule) {
        if (rule.isRepeated()) {
            return Label.LABEL_REPEATED;
        }
        return rule == Rule.REQUIRED && syntax == Syntax.PROTO2 ? Label.LABEL_REQUIRED : Label.LABEL_OPTIONAL;
    }

    private static void addFeatures(FieldDescriptorProto.Builder field, Rule rule) {
        boolean isMessage = field.getType() == TYPE_MESSAGE || field.getType() == TYPE_GROUP;
        FeatureSet.Builder features = field.getOptions().getFeatures().toBuilder();
        if (field.getType() == TYPE_GROUP) {
            features.setMessageEncoding(FeatureSet.MessageEncoding.DELIMITED);
        }
        if (rule == Rule.REQUIRED) {
            features.setFieldPresence(FeatureSet.FieldPresence.LEGACY_REQUIRED);
        } else if (rule == Rule.IMPLICIT && !isMessage && !field.hasDefaultValue()) {
            features.setFieldPresence(FeatureSet.FieldPresence.IMPLICIT);
        } else if (rule == Rule.EXPANDED && isPackable(field.getType())) {
            features.setRepeatedFieldEncoding(FeatureSet.RepeatedFieldEncoding.EXPANDED);
        }
        if (!features.build().equals(FeatureSet.getDefaultInstance())) {
            field.getOptionsBuilder().setFeatures(features);
        }
    }

    /** Adds a oneof. Its fields have no label. */
    MessageBuilder addOneof(String name, FieldDescriptorProto.Builder... members) {
        int index = message.getOneofDeclCount();
        message.addOneofDecl(OneofDescriptorProto.newBuilder().setName(name));
        for (FieldDescriptorProto.Builder member : members) {
            member.setOneofIndex(index);
            boolean proto3 = syntax == Syntax.PROTO3;
            add(member, proto3 ? Rule.IMPLICIT : Rule.EXPLICIT);
        }
        return this;
    }

    /**
     * Adds a map.
     *
     * @param value value of the map; its name and number do not matter
     */
    MessageBuilder addMap(String name, int number, FieldDescriptorProto.Type key, FieldDescriptorProto.Builder value) {
        String entryName = camel(name) + "Entry";
        value.setName("value").setNumber(2).setLabel(Label.LABEL_OPTIONAL);
        message.addNestedType(DescriptorProto.newBuilder()
                .setName(entryName)
                .addField(field("key", 1, key).setLabel(Label.LABEL_OPTIONAL))
                .addField(value)
                .setOptions(MessageOptions.newBuilder().setMapEntry(true)));
        message.addField(
                field(name, number, TYPE_MESSAGE, fullName + "." + entryName).setLabel(Label.LABEL_REPEATED));
        return this;
    }

    private static String camel(String name) {
        StringBuilder camel = new StringBuilder();
        for (String word : name.split("_", -1)) {
            camel.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
        }
        return camel.toString();
    }

    static boolean isPackable(FieldDescriptorProto.Type type) {
        return switch (type) {
            case TYPE_STRING, TYPE_BYTES, TYPE_MESSAGE, TYPE_GROUP -> false;
            default -> true;
        };
    }

    /** Builds the message type. Oneofs that represent an {@code optional} field must come last. */
    DescriptorProto build() {
        for (FieldDescriptorProto.Builder field : message.getFieldBuilderList()) {
            if (field.getProto3Optional()) {
                field.setOneofIndex(message.getOneofDeclCount());
                message.addOneofDecl(OneofDescriptorProto.newBuilder().setName("_" + field.getName()));
            }
        }
        return message.build();
    }
}
