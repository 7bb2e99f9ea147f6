package dev.interlock.processor.testing;

import com.google.protobuf.DescriptorProtos;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.ExtensionRegistry;
import com.google.protobuf.JavaFeaturesProto;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Provides the descriptors of {@code src/test/proto}. The build creates them with protoc. */
public final class Descriptors {
    /** File with the descriptors. */
    public static final Path FILE = Path.of("target/test-descriptors/shop.binpb");

    /** File that declares the messages of package {@code shop}. */
    public static final Path SOURCE = Path.of("src/test/proto/shop.proto");

    private Descriptors() {}

    /** Returns all files, including their imports and their source info. */
    public static FileDescriptorSet shop() {
        // These two classes initialize each other. Only if DescriptorProtos comes first are both initialized
        // completely.
        DescriptorProtos.getDescriptor();
        ExtensionRegistry registry = ExtensionRegistry.newInstance();
        JavaFeaturesProto.registerAllExtensions(registry);
        try {
            return FileDescriptorSet.parseFrom(Files.readAllBytes(FILE), registry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
