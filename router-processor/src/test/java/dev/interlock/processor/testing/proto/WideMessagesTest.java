package dev.interlock.processor.testing.proto;

import static com.google.common.truth.Truth.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import dev.interlock.processor.testing.ClassFile;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests messages with many fields. The JVM must compile every method of their decoders and encoders, and the results
 * must agree with protobuf-java.
 */
final class WideMessagesTest {
    /** Maximum method size that HotSpot compiles, in bytes (HugeMethodLimit). */
    private static final int HUGE_METHOD = 8_000;

    @Test
    void methodsOf150ClosedEnumsAreCompiled() throws IOException {
        check(CompiledSchema.of(WideSchema.ofClosedEnums(150), 1), new Random(1));
    }

    /**
     * A schema is split into parts if it has too many classes for one compilation. The larger sizes omit proto3,
     * because editions have all of its kinds of fields. Editions lack only one kind of proto2: strings that are not
     * checked.
     */
    @Tag("heavy")
    @ParameterizedTest
    @CsvSource({
        "PROTO2,60,1",
        "PROTO3,60,1",
        "EDITION_2023,60,1",
        "PROTO2,150,2",
        "EDITION_2023,150,2",
        "PROTO2,400,5",
        "EDITION_2023,400,5"
    })
    void compilesMethodsOfEachFieldKind(Syntax syntax, int size, int parts) throws IOException {
        for (int part = 0; part < parts; part++) {
            check(CompiledSchema.of(WideSchema.of(syntax, size, part, parts), size), new Random(size));
        }
    }

    private static void check(CompiledSchema compiled, Random random) throws IOException {
        assertThat(hugeMethods(compiled)).isEmpty();
        ReadAgreement all = ReadAgreement.ofAll(compiled);
        ReadAgreement some = ReadAgreement.ofSome(compiled);
        WriteAgreement written = new WriteAgreement(compiled);
        Descriptor root = compiled.schema().root();
        for (FieldDescriptor kind : compiled.schema().twinRoot().getFields()) {
            RandomMessages messages = new RandomMessages(random);
            DynamicMessage message = DynamicMessage.newBuilder(compiled.schema().twinRoot())
                    .setField(kind, messages.full(kind.getMessageType()))
                    .build();
            byte[] bytes = new VariedWire(random).write(message);
            all.check(bytes);
            some.check(bytes);
            all.check(message.toByteArray());
            FieldDescriptor field = root.findFieldByNumber(kind.getNumber());
            DynamicMessage known = DynamicMessage.newBuilder(root)
                    .setField(field, new RandomMessages(random, true).full(field.getMessageType()))
                    .build();
            written.checkCopied(known, random);
            written.checkWritten(known, random);
        }
    }

    /** Returns the methods that are too large to compile, and their sizes in bytes. */
    private static Map<String, Integer> hugeMethods(CompiledSchema compiled) throws IOException {
        Map<String, Integer> huge = new TreeMap<>();
        for (Map.Entry<String, byte[]> generated : compiled.generatedClasses().entrySet()) {
            ClassFile.codeLengths(generated.getValue()).forEach((method, length) -> {
                if (length > HUGE_METHOD) {
                    huge.put(generated.getKey() + "." + method, length);
                }
            });
        }
        return huge;
    }
}
