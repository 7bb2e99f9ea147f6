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
 * @param name of the file or resource, as developers know it
 */
@SuppressWarnings("ArrayRecordComponent") // It is handed on once and never compared.
public record DescriptorSet(String name, byte[] bytes) {
    private static final ExtensionRegistry FEATURES = features();

    /** The features that editions have for Java, which would be unknown fields and ignored without. */
    private static ExtensionRegistry features() {
        // Each of the two classes initializes the other, and only in this order both are whole.
        DescriptorProtos.getDescriptor();
        ExtensionRegistry registry = ExtensionRegistry.newInstance();
        JavaFeaturesProto.registerAllExtensions(registry);
        return registry;
    }

    /** The files in it; some depend on others. */
    List<FileDescriptorProto> files() throws InvalidProtocolBufferException {
        return FileDescriptorSet.parseFrom(bytes, FEATURES).getFileList();
    }
}
