package dev.interlock.processor.write.proto;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.util.Objects.requireNonNull;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.TextFormat;
import dev.interlock.bytes.ByteWriter;
import dev.interlock.processor.ProtoProcessor;
import dev.interlock.processor.testing.ClassFile;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Descriptors;
import dev.interlock.processor.testing.Source;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests what generated encoders write, and whether their code is readable. */
final class EncoderTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/encoders");

    private static final Descriptor ORDER = order();

    private static final String WRITERS = """
            package shop;

            import dev.interlock.annotation.ProtoWriter;
            import dev.interlock.bytes.Slice;
            import other.AddressWriter;

            public interface Writers {
              enum Status { STATUS_PAID, STATUS_UNKNOWN, STATUS_SHIPPED, UNRECOGNIZED }
              enum Priority { HIGH, LOW }

              @ProtoWriter("shop.NewOrder") interface Order {
                Order userId(long value);
                Order note(CharSequence value);
                Line beginLines();
                Order endLines();
                Order quantities(int value);
                Order quantities(int[] values);
                Order tags(String value);
                Order tags(String[] values);
                Order status(Status value);
                AddressWriter beginAddress();
                Order endAddress();
                Card beginCard();
                Order endCard();
                Order voucher(Slice value);
                Order labels(CharSequence key, long value);
                Line beginItems(long key);
                Order endItems();
                Order priority(int value);
                Order receipt(byte[] value);
                Order flags(long value);
              }
              @ProtoWriter("shop.Line") interface Line {
                void sku(String value);
                void price(double value);
              }
              @ProtoWriter("shop.Card") interface Card { Card number(long value); }
              @dev.interlock.annotation.ProtoView("shop.NewOrder") interface Read { CharSequence note(); }
            }
            """;

    private static final String ADDRESS = """
            package other;

            @dev.interlock.annotation.ProtoWriter("shop.Address")
            public interface AddressWriter {
              @Deprecated AddressWriter street(CharSequence value);
            }
            """;

    @Test
    void equalsGoldenFiles() throws IOException {
        Path in = GOLDEN.resolve("in/golden/Orders.java");
        Compilation compilation = compile(Source.of(Files.readString(in)));
        Map<String, String> generated = compilation.generated();
        Path out = GOLDEN.resolve("out");
        if (Boolean.getBoolean("golden.update")) {
            for (Map.Entry<String, String> each : generated.entrySet()) {
                Path file = out.resolve(each.getKey().replace('.', '/') + ".java");
                Files.createDirectories(file.getParent());
                Files.writeString(file, each.getValue());
            }
        }
        assertThat(generated).isEqualTo(files(out));
    }

    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                String path = folder.relativize(file).toString().replace('\\', '/');
                files.put(path.replace(".java", "").replace('/', '.'), Files.readString(file));
            }
        }
        return files;
    }

    @Test
    void writesSameBytesAsProtobuf() throws Exception {
        String expected = """
                user_id: 7 note: "gr\\303\\274n" lines { sku: "A" price: 0.5 } lines { sku: "B" }
                quantities: [1, 2, 300, 4] tags: ["x", "y", "z"] status: STATUS_SHIPPED address { street: "Mill Lane" }
                voucher: "V" labels { key: "a" value: 1 } labels { key: "b" value: 0 }
                items { key: 4294967295 value { sku: "C" } } priority: PRIORITY_HIGH receipt: "\\001\\002" flags: 4294967295
                """;
        byte[] written = written("""
                out.userId(7).note("gr\\u00fcn");
                Writers.Line line = out.beginLines();
                line.sku("A");
                line.price(0.5);
                out.endLines();
                out.beginLines().sku("B");
                out.endLines().quantities(1).quantities(new int[] {2, 300}).quantities(4);
                out.tags("x").tags(new String[] {"y", "z"}).status(Writers.Status.STATUS_SHIPPED);
                out.beginAddress().street("Mill Lane");
                out.endAddress().voucher(dev.interlock.bytes.Slice.of("V")).labels("a", 1).labels("b", 0);
                out.beginItems(0xffffffffL).sku("C");
                out.endItems().priority(2).receipt(new byte[] {1, 2}).flags(0xffffffffL);
                """);
        DynamicMessage message = message(expected);
        assertThat(DynamicMessage.parseFrom(ORDER, written)).isEqualTo(message);
        assertThat(written).isEqualTo(message.toByteArray());
    }

    @Test
    void writesMeaningfulZeros() throws Exception {
        assertThat(written("out.userId(0);")).isEmpty();
        assertThat(written("out.userId(1).userId(0);")).isEqualTo(new byte[] {8, 1, 8, 0});
        assertThat(written("out.note(\"\");")).isEqualTo(new byte[] {18, 0});
        assertThat(written("out.quantities(new int[0]).tags(new String[0]);")).isEmpty();
    }

    @Test
    void copiesTextOfView() throws Exception {
        for (String text : new String[] {"plain", "gr\\u00fcn"}) {
            byte[] written = written("""
                    ByteWriter first = new ByteWriter(0);
                    Writers_OrderEncoder source = new Writers_OrderEncoder();
                    source.begin(first).note("%s");
                    source.end();
                    out.note(new Writers_ReadDecoder().parse(first.array(), 0, first.length()).note());
                    """.formatted(text));
            assertThat(DynamicMessage.parseFrom(ORDER, written))
                    .isEqualTo(message("note: \"%s\"".formatted(text.replace("\\u00fc", "\u00fc"))));
        }
    }

    @Test
    void lastMemberOfOneofCounts() throws Exception {
        byte[] written = written("""
                out.beginCard().number(5);
                out.endCard().voucher(dev.interlock.bytes.Slice.of("V"));
                """);
        assertThat(DynamicMessage.parseFrom(ORDER, written)).isEqualTo(message("voucher: \"V\""));
        written = written("""
                out.voucher(dev.interlock.bytes.Slice.of("V")).beginCard().number(5);
                out.endCard();
                """);
        assertThat(DynamicMessage.parseFrom(ORDER, written)).isEqualTo(message("card { number: 5 }"));
    }

    @Test
    void rejectsMisuseWithoutLaterHarm() throws Exception {
        byte[] written = written("""
                refused("shop.NewOrder.lines is open: end it before you write to shop.NewOrder", () -> {
                  out.beginLines();
                  out.userId(1);
                });
                refused("shop.Line has no sku", () -> out.endLines());
                refused("shop.NewOrder.lines is open", () -> encoder.end());
                encoder.begin(to);
                refused("shop.NewOrder.lines is not open", () -> out.endLines());
                refused("shop.NewOrder.items is not open", () -> out.endItems());
                refused("UNRECOGNIZED has no protobuf number", () -> out.status(Writers.Status.UNRECOGNIZED));
                refused("4294967296 is not an unsigned 32-bit integer", () -> out.flags(1L << 32));
                to.clear();
                encoder.begin(to);
                out.priority(1);
                """);
        assertThat(DynamicMessage.parseFrom(ORDER, written)).isEqualTo(message("priority: PRIORITY_LOW"));
    }

    @Test
    void isAsVisibleAsInterface() throws Exception {
        String hidden = """
                package shop;

                @dev.interlock.annotation.ProtoWriter("shop.Card") interface Hidden { Hidden number(long value); }
                """;
        ClassLoader loader = compile(Source.of(hidden), Source.of(ADDRESS)).classLoader();
        assertThat(Modifier.isPublic(loader.loadClass("shop.HiddenEncoder").getModifiers()))
                .isFalse();
        assertThat(Modifier.isPublic(
                        loader.loadClass("other.AddressWriterEncoder").getModifiers()))
                .isTrue();
    }

    @Test
    void compilesMethodsOfThousandFields() throws IOException {
        DescriptorProto.Builder message = DescriptorProto.newBuilder().setName("Wide");
        StringBuilder methods = new StringBuilder();
        for (int number = 1; number <= 1000; number++) {
            FieldDescriptorProto.Type type = FieldDescriptorProto.Type.forNumber(number % 9 + 1);
            boolean isMessage = number % 10 == 0;
            FieldDescriptorProto.Builder field = message.addFieldBuilder()
                    .setName("field_" + number)
                    .setNumber(number)
                    .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL)
                    .setType(isMessage ? FieldDescriptorProto.Type.TYPE_MESSAGE : type);
            if (isMessage) {
                field.setTypeName(".wide.Wide");
                methods.append("Wide beginField%1$d(); Wide endField%1$d();\n".formatted(number));
            } else {
                methods.append("Wide field%d(%s value);\n".formatted(number, javaType(type)));
            }
        }
        FileDescriptorProto file = FileDescriptorProto.newBuilder()
                .setName("wide.proto")
                .setPackage("wide")
                .setSyntax("proto3")
                .addMessageType(message)
                .build();
        String writer = """
                package wide;

                @dev.interlock.annotation.ProtoWriter("wide.Wide") public interface Wide {
                %s}
                """.formatted(methods);
        Compilation compilation = Compilation.with(new ProtoProcessor())
                .option("-Werror")
                .descriptors(FileDescriptorSet.newBuilder().addFile(file).build())
                .compile(Source.of(writer));
        assertThat(compilation.complaints()).isEmpty();
        byte[] encoder = requireNonNull(compilation.classes().get("wide.WideEncoder"));
        ClassFile.codeLengths(encoder)
                .forEach((method, length) ->
                        assertWithMessage(method).that(length).isLessThan(8_000));
    }

    private static String javaType(FieldDescriptorProto.Type type) {
        return switch (type) {
            case TYPE_DOUBLE -> "double";
            case TYPE_FLOAT -> "float";
            case TYPE_INT64, TYPE_UINT64, TYPE_FIXED64 -> "long";
            case TYPE_BOOL -> "boolean";
            case TYPE_STRING -> "CharSequence";
            default -> "int";
        };
    }

    private static Compilation compile(Source... sources) {
        Compilation compilation = Compilation.with(new ProtoProcessor())
                .option("-Werror")
                .descriptors(Descriptors.shop())
                .compile(sources);
        assertThat(compilation.complaints()).isEmpty();
        return compilation;
    }

    /** Returns the bytes that the given code writes. In the code, {@code out} is the writer of an order. */
    private static byte[] written(String code) throws ReflectiveOperationException {
        String scenario = """
                package shop;

                import dev.interlock.bytes.ByteWriter;

                public final class Scenario {
                  @SuppressWarnings("deprecation")
                  public static void run(ByteWriter to) {
                    Writers_OrderEncoder encoder = new Writers_OrderEncoder();
                    Writers.Order out = encoder.begin(to);
                    %s
                    encoder.end();
                  }

                  static void refused(String message, Runnable misuse) {
                    try {
                      misuse.run();
                    } catch (IllegalStateException | IllegalArgumentException e) {
                      if (e.getMessage().contains(message)) {
                        return;
                      }
                      throw new AssertionError(message, e);
                    }
                    throw new AssertionError(message);
                  }
                }
                """.formatted(code);
        ClassLoader loader = compile(Source.of(WRITERS), Source.of(ADDRESS), Source.of(scenario))
                .classLoader();
        ByteWriter out = new ByteWriter(0);
        try {
            loader.loadClass("shop.Scenario").getMethod("run", ByteWriter.class).invoke(null, out);
        } catch (InvocationTargetException e) {
            throw new AssertionError(e.getCause());
        }
        return Arrays.copyOf(out.array(), out.length());
    }

    private static DynamicMessage message(String text) throws Exception {
        DynamicMessage.Builder message = DynamicMessage.newBuilder(ORDER);
        TextFormat.merge(text, message);
        return message.build();
    }

    private static Descriptor order() {
        FileDescriptorSet set = Descriptors.shop();
        Map<String, FileDescriptor> built = new TreeMap<>();
        for (FileDescriptorProto file : set.getFileList()) {
            FileDescriptor[] imports =
                    file.getDependencyList().stream().map(built::get).toArray(FileDescriptor[]::new);
            try {
                built.put(file.getName(), FileDescriptor.buildFrom(file, imports));
            } catch (DescriptorValidationException e) {
                throw new AssertionError(e);
            }
        }
        return requireNonNull(built.get("shop.proto")).findMessageTypeByName("NewOrder");
    }
}
