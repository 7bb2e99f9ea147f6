package dev.interlock.processor.schema;

import com.google.protobuf.DescriptorProtos;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.ExtensionRegistry;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.JavaFeaturesProto;
import java.util.List;

/**
 * The bytes of a {@code FileDescriptorSet}.
 *
 * @param name name of the file or resource, for messages
 */
@SuppressWarnings("ArrayRecordComponent") // The array is passed on once and never compared.
public record DescriptorSet(String name, byte[] bytes) {
    private static final ExtensionRegistry FEATURES = features();

    /**
     * Returns a registry that contains the Java features of editions. Without this registry, protobuf would parse the
     * features as unknown fields.
     */
    private static ExtensionRegistry features() {
        // DescriptorProtos and JavaFeaturesProto initialize each other. Only this order initializes both completely.
        DescriptorProtos.getDescriptor();
        ExtensionRegistry registry = ExtensionRegistry.newInstance();
        JavaFeaturesProto.registerAllExtensions(registry);
        return registry;
    }

    /** Returns the files of the set. They may import each other. */
    List<FileDescriptorProto> files() throws InvalidProtocolBufferException {
        return FileDescriptorSet.parseFrom(bytes, FEATURES).getFileList();
    }
}
