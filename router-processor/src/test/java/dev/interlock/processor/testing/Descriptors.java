package dev.interlock.processor.testing;

import com.google.protobuf.DescriptorProtos;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.ExtensionRegistry;
import com.google.protobuf.JavaFeaturesProto;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Descriptors of {@code src/test/proto}, made by protoc. */
public final class Descriptors {
    /** Descriptor file that the build writes. */
    public static final Path FILE = Path.of("target/test-descriptors/shop.binpb");

    /** File that declares the messages of package {@code shop}. */
    public static final Path SOURCE = Path.of("src/test/proto/shop.proto");

    private Descriptors() {}

    /** Returns all files, with their imports and source info. */
    public static FileDescriptorSet shop() {
        // Each of the two classes initializes the other. Only this order initializes both completely.
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
