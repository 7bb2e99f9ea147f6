package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.OnDisk;
import dev.interlock.processor.testing.Source;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles with two libraries that both contain a descriptor set. Processors see only the set of the first library. */
final class ShadowedDescriptorsTest {
    private static final Source VIEW = Source.of("""
            package shop;

            import dev.interlock.annotation.*;

            @ProtoView("second.Message")
            interface View {}
            """);

    @TempDir
    private Path folder;

    private Path first;
    private Path second;

    @BeforeEach
    void writeSets() throws IOException {
        first = write("first");
        second = write("second");
    }

    private Path write(String name) throws IOException {
        FileDescriptorProto file = FileDescriptorProto.newBuilder()
                .setName(name + ".proto")
                .setPackage(name)
                .setSyntax("proto3")
                .addMessageType(DescriptorProto.newBuilder().setName("Message"))
                .build();
        Path set = folder.resolve(name).resolve("META-INF/interlock/descriptors.binpb");
        Files.createDirectories(set.getParent());
        return Files.write(
                set, FileDescriptorSet.newBuilder().addFile(file).build().toByteArray());
    }

    private Compilation compile(String... options) throws IOException {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of(
                "-cp",
                String.join(
                        File.pathSeparator,
                        System.getProperty("java.class.path"),
                        folder.resolve("first").toString(),
                        folder.resolve("second").toString())));
        return new OnDisk(ToolProvider.getSystemJavaCompiler(), folder.resolve("out"), List.of(new ProtoProcessor()))
                .option(all)
                .compile(VIEW);
    }

    @Test
    void errorNamesSetAndOption() throws IOException {
        List<Compilation.Complaint> errors = compile().errors();
        assertThat(errors).hasSize(1);
        assertThat(errors.get(0).line()).isEqualTo(5);
        assertThat(errors.get(0).text()).startsWith("[IL511] no .proto declares a message second.Message\n");
        assertThat(errors.get(0).text()).contains("descriptors.binpb");
        assertThat(errors.get(0).text()).doesNotContain(second.toString());
        assertThat(errors.get(0).text()).endsWith("; name the missing descriptor set with -Ainterlock.descriptors)");
    }

    @Test
    void optionNamesBothSets() throws IOException {
        assertThat(compile("-Ainterlock.descriptors=" + first + File.pathSeparator + second)
                        .errors())
                .isEmpty();
    }
}
