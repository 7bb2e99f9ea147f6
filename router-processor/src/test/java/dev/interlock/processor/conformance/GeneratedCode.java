package dev.interlock.processor.conformance;

import static com.google.common.truth.Truth.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import dev.interlock.processor.ProtoProcessor;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Source;
import dev.interlock.processor.testing.proto.Choices;
import dev.interlock.processor.testing.proto.InterfaceSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Generates views and writers for message types and all their nested messages. Also generates a class that copies from
 * a view to a writer.
 */
final class GeneratedCode {
    private GeneratedCode() {}

    /** Returns the interfaces for a message. They are in a package of their own. */
    static InterfaceSources interfaces(Descriptor message) {
        return InterfaceSources.of("conformance." + message.getFile().getPackage(), message, Choices.PLAIN);
    }

    /** Compiles the interfaces into a directory with the processor, as a user does. */
    static void compile(Descriptor message, Path descriptorSet, Path directory) throws IOException {
        InterfaceSources interfaces = interfaces(message);
        Compilation compilation = Compilation.with(new ProtoProcessor())
                .option("-Ainterlock.descriptors=" + descriptorSet, "-Werror")
                .compile(Stream.concat(Stream.of(interfaces.all()), Stream.of(interfaces.copier()))
                        .toArray(Source[]::new));
        assertThat(compilation.complaints()).isEmpty();
        for (Map.Entry<String, byte[]> compiled : compilation.classes().entrySet()) {
            Path file = directory.resolve(compiled.getKey().replace('.', '/') + ".class");
            Files.createDirectories(file.getParent());
            Files.write(file, compiled.getValue());
        }
    }
}
