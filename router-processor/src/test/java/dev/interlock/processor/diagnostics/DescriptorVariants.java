package dev.interlock.processor.diagnostics;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import dev.interlock.processor.testing.Descriptors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** Creates descriptor sets with one mistake each, from the set that protoc wrote. */
final class DescriptorVariants {
    private DescriptorVariants() {}

    /** Writes the sets into the folder that contains the correct set. */
    static void write() {
        FileDescriptorProto shop = Descriptors.shop().getFileList().stream()
                .filter(file -> file.getName().equals("shop.proto"))
                .findFirst()
                .orElseThrow();
        FileDescriptorProto.Builder older = shop.toBuilder();
        older.getMessageTypeBuilder(0).removeField(older.getMessageType(0).getFieldCount() - 1);
        FieldDescriptorProto.Builder dangling = FieldDescriptorProto.newBuilder()
                .setName("total")
                .setNumber(1)
                .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL)
                .setTypeName(".shop.Total");
        FileDescriptorProto unlinked = FileDescriptorProto.newBuilder()
                .setName("total.proto")
                .setPackage("shop")
                .addMessageType(DescriptorProto.newBuilder().setName("NewOrder").addField(dangling))
                .build();
        write("without-imports", shop);
        write("older-shop", older.build());
        write("unlinked", unlinked);
    }

    private static void write(String name, FileDescriptorProto file) {
        FileDescriptorSet set = FileDescriptorSet.newBuilder().addFile(file).build();
        try {
            Files.write(Descriptors.FILE.resolveSibling(name + ".binpb"), set.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
