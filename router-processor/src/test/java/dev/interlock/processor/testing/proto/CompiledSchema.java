package dev.interlock.processor.testing.proto;

import static com.google.common.truth.Truth.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import dev.interlock.processor.ProtoProcessor;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Generated views and writers for all messages of a schema, compiled and loaded. */
final class CompiledSchema {
    private final Schema schema;
    private final InterfaceSources plain;
    private final InterfaceSources mixed;
    private final Compilation compilation;
    private final ClassLoader loader;

    private CompiledSchema(Schema schema, InterfaceSources plain, InterfaceSources mixed, List<Source> sources)
            throws IOException {
        this.schema = schema;
        this.plain = plain;
        this.mixed = mixed;
        this.compilation = compile(schema, sources);
        this.loader = compilation.classLoader();
    }

    /**
     * Compiles two sets of interfaces. The first set has all fields with the simplest types. The seed determines the
     * fields and the types of the second set.
     *
     * @throws AssertionError if the compiler complains
     */
    static CompiledSchema of(Schema schema, long seed) throws IOException {
        InterfaceSources plain = InterfaceSources.of("plain", schema.root(), Choices.PLAIN);
        InterfaceSources mixed = InterfaceSources.of("mixed", schema.root(), Choices.random(seed));
        List<Source> sources = new ArrayList<>(Arrays.asList(plain.all()));
        sources.add(plain.copier());
        sources.addAll(Arrays.asList(mixed.all()));
        return new CompiledSchema(schema, plain, mixed, sources);
    }

    /** Compiles only the views that {@link #decoder} needs. Tests that measure time use this method. */
    static CompiledSchema ofPlainViews(Schema schema) throws IOException {
        InterfaceSources plain = InterfaceSources.of("plain", schema.root(), Choices.PLAIN);
        return new CompiledSchema(schema, plain, plain, plain.views());
    }

    private static Compilation compile(Schema schema, List<Source> sources) throws IOException {
        Path descriptors = Files.createTempFile("schema", ".binpb");
        try {
            Files.write(descriptors, schema.descriptorSet());
            Compilation compilation = Compilation.with(new ProtoProcessor())
                    .option("-Ainterlock.descriptors=" + descriptors)
                    .compile(sources.toArray(new Source[0]));
            assertThat(compilation.complaints()).isEmpty();
            return compilation;
        } finally {
            Files.delete(descriptors);
        }
    }

    /** Returns the class files of decoders and encoders, by name. */
    Map<String, byte[]> generatedClasses() {
        Map<String, byte[]> generated = new TreeMap<>(compilation.classes());
        generated.keySet().retainAll(compilation.generated().keySet());
        return generated;
    }

    Schema schema() {
        return schema;
    }

    /** Returns a decoder that reads all fields. */
    Decoder decoder(Descriptor message) {
        return Decoder.of(loader, plain.viewName(message));
    }

    /** Returns a decoder that reads some fields. The seed determines the fields and their types. */
    Decoder mixedDecoder(Descriptor message) {
        return Decoder.of(loader, mixed.viewName(message));
    }

    Encoder encoder(Descriptor message) {
        return Encoder.of(loader, plain.writerName(message));
    }

    /** Returns an encoder. The seed determines the types of the values that it takes. */
    Encoder mixedEncoder(Descriptor message) {
        return Encoder.of(loader, mixed.writerName(message));
    }

    Copier copier(Descriptor message) {
        return Copier.of(loader, plain.copierName(), plain.viewName(message), plain.writerName(message));
    }
}
