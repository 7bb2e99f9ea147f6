package dev.interlock.processor.testing.proto;

import com.google.protobuf.DescriptorProtos.Edition;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;

/** The syntax or edition at the beginning of a {@code .proto}. */
enum Syntax {
    PROTO2,
    PROTO3,
    EDITION_2023;

    /** Returns an empty file with a proto package. */
    FileDescriptorProto.Builder file(String protoPackage) {
        FileDescriptorProto.Builder file = FileDescriptorProto.newBuilder()
                .setName(protoPackage + ".proto")
                .setPackage(protoPackage);
        return switch (this) {
            case PROTO2 -> file.setSyntax("proto2");
            case PROTO3 -> file.setSyntax("proto3");
            case EDITION_2023 -> file.setSyntax("editions").setEdition(Edition.EDITION_2023);
        };
    }
}
