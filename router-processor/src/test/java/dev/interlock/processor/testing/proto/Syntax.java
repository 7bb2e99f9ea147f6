package dev.interlock.processor.testing.proto;

import com.google.protobuf.DescriptorProtos.Edition;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;

/** The syntax or edition of a {@code .proto} file. */
enum Syntax {
    PROTO2,
    PROTO3,
    EDITION_2023;

    /**
     * Returns a file without messages.
     *
     * @param protoPackage proto package of the file
     */
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
