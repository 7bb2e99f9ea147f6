package dev.interlock.processor.write.proto;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import dev.interlock.generated.proto.DecoderScope;
import dev.interlock.generated.proto.RecordView;
import dev.interlock.http.HttpException;
import dev.interlock.processor.ProtoProcessor;
import dev.interlock.processor.testing.ClassFile;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Source;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Tests that small messages can cause only limited cost in memory and time. */
final class DecoderLimitsTest {
    private static final int FIELDS = 1_000;
    /** Maximum method size that HotSpot compiles, in bytes. */
    private static final int LARGEST_COMPILED = 8_000;

    private static final Compilation WIDE = compile();

    private static Compilation compile() {
        StringBuilder accessors = new StringBuilder();
        DescriptorProto.Builder wide = DescriptorProto.newBuilder().setName("Wide");
        for (int i = 1; i <= FIELDS; i++) {
            accessors.append("int f").append(i).append("();\n");
            wide.addField(
                    field("f" + i, i, FieldDescriptorProto.Type.TYPE_INT32, FieldDescriptorProto.Label.LABEL_OPTIONAL));
        }
        FieldDescriptorProto.Builder messages =
                field("wide", 1, FieldDescriptorProto.Type.TYPE_MESSAGE, FieldDescriptorProto.Label.LABEL_REPEATED);
        DescriptorProto.Builder many = DescriptorProto.newBuilder()
                .setName("Many")
                .addField(messages.setTypeName(".t.Wide"))
                .addField(
                        field("a", 2, FieldDescriptorProto.Type.TYPE_INT32, FieldDescriptorProto.Label.LABEL_REPEATED))
                .addField(
                        field("b", 3, FieldDescriptorProto.Type.TYPE_INT32, FieldDescriptorProto.Label.LABEL_REPEATED));
        FileDescriptorProto.Builder file = FileDescriptorProto.newBuilder()
                .setName("t.proto")
                .setPackage("t")
                .setSyntax("proto3")
                .addMessageType(wide)
                .addMessageType(many);
        Compilation compilation = Compilation.with(new ProtoProcessor())
                .option("-Werror")
                .descriptors(FileDescriptorSet.newBuilder().addFile(file).build())
                .compile(
                        Source.of("package t; @dev.interlock.annotation.ProtoView(\"t.Wide\") public interface Wide {\n"
                                + accessors + "}"),
                        Source.of("""
                                package t;
                                import dev.interlock.annotation.ProtoView;
                                import dev.interlock.proto.*;
                                @ProtoView("t.Many") public interface Many {
                                  Repeated<Wide> wide();
                                  RepeatedInt a();
                                  RepeatedInt b();
                                }
                                """));
        assertThat(compilation.complaints()).isEmpty();
        return compilation;
    }

    private static FieldDescriptorProto.Builder field(
            String name, int number, FieldDescriptorProto.Type type, FieldDescriptorProto.Label label) {
        return FieldDescriptorProto.newBuilder()
                .setName(name)
                .setNumber(number)
                .setType(type)
                .setLabel(label);
    }

    private static Object decoder(String name) {
        try {
            return WIDE.classLoader().loadClass("t." + name).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("Cannot create the decoder", e);
        }
    }

    private static byte[] repeat(int times, int... bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            for (int value : bytes) {
                out.write(value);
            }
        }
        return out.toByteArray();
    }

    private static int retained(Object decoder) {
        DecoderScope scope = new DecoderScope(() -> (RecordView) decoder);
        scope.endOfRequest(Integer.MAX_VALUE);
        return scope.retainedBytes();
    }

    @Test
    void compilesMethodsOfLargeMessages() throws IOException {
        for (byte[] classFile : WIDE.classes().values()) {
            ClassFile.codeLengths(classFile)
                    .forEach((method, length) ->
                            assertWithMessage(method).that(length).isLessThan(LARGEST_COMPILED));
        }
    }

    @Test
    void readsEveryFieldOfLargeMessage() {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        for (int i = FIELDS; i >= 1; i--) {
            int tag = i << 3;
            for (; tag > 0x7f; tag >>>= 7) {
                message.write(tag | 0x80);
            }
            message.write(tag);
            message.write(i % 100);
        }
        Object wide = DecoderFixture.parse(decoder("WideDecoder"), message.toByteArray());
        for (int i = 1; i <= FIELDS; i++) {
            assertThat(DecoderFixture.get(wide, "f" + i)).isEqualTo(i % 100);
        }
    }

    @Test
    void limitsMemoryOfManySmallMessages() {
        Object decoder = decoder("ManyDecoder");
        // Each message has four bytes, but its record would have a thousand slots. All records together would need four
        // gigabytes.
        byte[] flood = repeat(500_000, 1 << 3 | 2, 2, 1 << 3, 7);
        assertThrows(HttpException.class, () -> DecoderFixture.parse(decoder, flood));
        assertThat((long) retained(decoder)).isAtMost(256L * flood.length + (1 << 20));
        Object some = DecoderFixture.parse(decoder, repeat(100, 1 << 3 | 2, 2, 1 << 3, 7));
        assertThat(DecoderFixture.get(DecoderFixture.get(some, "wide"), "size")).isEqualTo(100);
    }

    @Test
    void memoryIsProportionalToAlternatingFields() {
        Object decoder = decoder("ManyDecoder");
        byte[] turns = repeat(200_000, 2 << 3, 1, 3 << 3, 2);
        Object many = DecoderFixture.parse(decoder, turns);
        assertThat(DecoderFixture.get(DecoderFixture.get(many, "b"), "size")).isEqualTo(200_000);
        // When a vector is full, its capacity doubles. Therefore all its old arrays together are smaller than the
        // current array. The outer array doubles in the same way.
        assertThat(retained(decoder)).isAtMost(8 * 8 * 400_000);
    }

    @Test
    void emptyPackedFieldsTakeNothing() {
        Object decoder = decoder("ManyDecoder");
        Object many = DecoderFixture.parse(decoder, repeat(100_000, 2 << 3 | 2, 0));
        assertThat(DecoderFixture.get(DecoderFixture.get(many, "a"), "size")).isEqualTo(0);
        assertThat(retained(decoder)).isAtMost(1_024);
    }
}
