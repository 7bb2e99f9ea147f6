package dev.interlock.processor.testing;

import com.google.protobuf.DescriptorProtos;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.ExtensionRegistry;
import com.google.protobuf.JavaFeaturesProto;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The messages of {@code src/test/proto}, as protoc describes them. */
public final class Descriptors {
    /** Where the build writes them. */
    public static final Path FILE = Path.of("target/test-descriptors/shop.binpb");

    /** What the messages of package {@code shop} are declared in. */
    public static final Path SOURCE = Path.of("src/test/proto/shop.proto");

    private Descriptors() {}

    /** All files, with their imports and source info. */
    public static FileDescriptorSet shop() {
        // Each of the two classes initializes the other, and only in this order both are whole.
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
