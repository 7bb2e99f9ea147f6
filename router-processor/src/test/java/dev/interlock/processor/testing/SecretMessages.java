package dev.interlock.processor.testing;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FieldOptions;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.DescriptorProtos.MessageOptions;
import com.google.protobuf.UnknownFieldSet;

/** Messages with and without the option {@code (interlock.redact)}, as {@code protoc} describes them. */
public final class SecretMessages {
    /** Number of the option in {@code interlock/options.proto}. */
    public static final int REDACT = 72_661;

    private SecretMessages() {}

    /** Returns the descriptors of {@code secret.proto}. */
    public static FileDescriptorSet file() {
        DescriptorProto.Builder login = message("Login")
                .addField(field(1, "user", Type.TYPE_STRING))
                .addField(redacted(field(2, "pass_phrase", Type.TYPE_STRING), true))
                .addField(redacted(field(3, "pin", Type.TYPE_INT32), true))
                .addField(redacted(field(4, "shown", Type.TYPE_STRING), false))
                .addField(redacted(field(5, "is_admin", Type.TYPE_BOOL), true))
                .addField(redacted(repeated(field(6, "codes", Type.TYPE_BYTES)), true));
        DescriptorProto.Builder tree = message("Tree")
                .addField(repeated(field(1, "children", Type.TYPE_MESSAGE).setTypeName(".shop.Tree")))
                .addField(field(7, "login", Type.TYPE_MESSAGE).setTypeName(".shop.Login"))
                .addField(field(8, "plain", Type.TYPE_MESSAGE).setTypeName(".shop.Plain"))
                .addField(repeated(field(9, "logins", Type.TYPE_MESSAGE).setTypeName(".shop.Tree.LoginsEntry")))
                .addNestedType(message("LoginsEntry")
                        .setOptions(MessageOptions.newBuilder().setMapEntry(true))
                        .addField(field(1, "key", Type.TYPE_STRING))
                        .addField(field(2, "value", Type.TYPE_MESSAGE).setTypeName(".shop.Login")));
        DescriptorProto.Builder plain = message("Plain").addField(field(1, "text", Type.TYPE_STRING));
        return FileDescriptorSet.newBuilder()
                .addFile(FileDescriptorProto.newBuilder()
                        .setName("secret.proto")
                        .setPackage("shop")
                        .setSyntax("proto3")
                        .addMessageType(login)
                        .addMessageType(tree)
                        .addMessageType(plain))
                .build();
    }

    private static DescriptorProto.Builder message(String name) {
        return DescriptorProto.newBuilder().setName(name);
    }

    private static FieldDescriptorProto.Builder field(int number, String name, Type type) {
        return FieldDescriptorProto.newBuilder()
                .setNumber(number)
                .setName(name)
                .setType(type)
                .setLabel(Label.LABEL_OPTIONAL);
    }

    private static FieldDescriptorProto.Builder repeated(FieldDescriptorProto.Builder field) {
        return field.setLabel(Label.LABEL_REPEATED);
    }

    private static FieldDescriptorProto.Builder redacted(FieldDescriptorProto.Builder field, boolean value) {
        UnknownFieldSet.Field option =
                UnknownFieldSet.Field.newBuilder().addVarint(value ? 1 : 0).build();
        return field.setOptions(FieldOptions.newBuilder()
                .setUnknownFields(
                        UnknownFieldSet.newBuilder().addField(REDACT, option).build()));
    }
}
