package dev.interlock.processor.write.proto;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.primitives.Bytes;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.TextFormat;
import dev.interlock.http.HttpException;
import dev.interlock.processor.ProtoProcessor;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Source;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests names that generated code itself uses, defaults outside of ASCII, and maps whose messages lack required fields.
 */
final class OddSchemaTest {
    private static final String SCHEMA = """
            file {
              name: "odd.proto" package: "odd" syntax: "proto2"
              message_type {
                name: "Odd"
                field { name: "record" number: 1 type: TYPE_INT32 label: LABEL_OPTIONAL }
                field { name: "view" number: 2 type: TYPE_MESSAGE type_name: ".odd.Part" label: LABEL_OPTIONAL }
                field { name: "sku" number: 3 type: TYPE_ENUM type_name: ".odd.Sku" label: LABEL_OPTIONAL }
                field { name: "tape" number: 4 type: TYPE_STRING label: LABEL_OPTIONAL default_value: "h\\303\\251\\"\\\\\\n\\342\\202\\254" }
                field { name: "bits" number: 5 type: TYPE_BYTES label: LABEL_OPTIONAL default_value: "\\\\000\\\\377\\\\n" }
                field { name: "parts" number: 6 type: TYPE_MESSAGE type_name: ".odd.Odd.PartsEntry" label: LABEL_REPEATED }
                field { name: "kind" number: 7 type: TYPE_ENUM type_name: ".odd._3d" label: LABEL_OPTIONAL }
                nested_type {
                  name: "PartsEntry"
                  field { name: "key" number: 1 type: TYPE_UINT32 label: LABEL_OPTIONAL }
                  field { name: "value" number: 2 type: TYPE_MESSAGE type_name: ".odd.Part" label: LABEL_OPTIONAL }
                  options { map_entry: true }
                }
              }
              message_type {
                name: "Part"
                field { name: "sku" number: 1 type: TYPE_STRING label: LABEL_REQUIRED }
                field { name: "more" number: 2 type: TYPE_MESSAGE type_name: ".odd.Part.MoreEntry" label: LABEL_REPEATED }
                nested_type {
                  name: "MoreEntry"
                  field { name: "key" number: 1 type: TYPE_UINT32 label: LABEL_OPTIONAL }
                  field { name: "value" number: 2 type: TYPE_MESSAGE type_name: ".odd.Part" label: LABEL_OPTIONAL }
                  options { map_entry: true }
                }
              }
              enum_type { name: "Sku" value { name: "NONE" number: 0 } value { name: "SOME" number: 1 } }
              enum_type { name: "_3d" value { name: "FLAT" number: 0 } value { name: "DEEP" number: 1 } }
            }
            """;

    private static final String INTERFACES = """
            package odd;

            import dev.interlock.annotation.*;
            import dev.interlock.bytes.Slice;
            import dev.interlock.proto.*;

            public interface Views {
              @ProtoView("odd.Odd") interface Odd {
                int record();
                Part view();
                SKU sku();
                String tape();
                byte[] bits();
                Entries<PartsEntry> parts();
                _3d kind();
              }
              @ProtoView("odd.Part") interface Part { String sku(); Entries<MoreEntry> more(); }
              @ProtoView("odd.Part.MoreEntry") interface MoreEntry { int key(); Part value(); }
              @ProtoView("odd.Odd.PartsEntry") interface PartsEntry { int key(); Part value(); }
              enum SKU { NONE, SOME }
              enum _3d { FLAT, DEEP }

              @ProtoWriter("odd.Odd") interface OddWriter {
                OddWriter record(int v);
                OddWriter kind(_3d v);
                Nested beginView();
                void endView();
                @ProtoWriter("odd.Part") interface Nested { void sku(String v); }
                interface MessageEncoder {}
              }
            }
            """;

    private static DecoderFixture views;

    @BeforeAll
    static void compile() throws TextFormat.ParseException {
        FileDescriptorSet.Builder set = FileDescriptorSet.newBuilder();
        TextFormat.merge(SCHEMA, set);
        Compilation compilation = Compilation.with(new ProtoProcessor())
                .option("-Werror")
                .descriptors(set.build())
                .compile(Source.of(INTERFACES));
        assertThat(compilation.complaints()).isEmpty();
        views = new DecoderFixture("odd", compilation);
    }

    @Test
    void acceptsFieldsNamedAsGeneratedCode() {
        byte[] message = {8, 7, 18, 3, 10, 1, 'a', 24, 1, 56, 1};

        Object odd = DecoderFixture.parse(views.decoder("Odd"), message);

        assertThat(DecoderFixture.get(odd, "record")).isEqualTo(7);
        assertThat(DecoderFixture.get(DecoderFixture.get(odd, "view"), "sku")).isEqualTo("a");
        assertThat(DecoderFixture.get(odd, "sku").toString()).isEqualTo("SOME");
        assertThat(DecoderFixture.get(odd, "kind").toString()).isEqualTo("DEEP");
    }

    @Test
    void defaultsEqualProto() {
        Object odd = DecoderFixture.parse(views.decoder("Odd"), new byte[0]);

        assertThat(DecoderFixture.get(odd, "tape")).isEqualTo("h\u00e9\"\\\n\u20ac");
        assertThat((byte[]) DecoderFixture.get(odd, "bits")).isEqualTo(new byte[] {0, -1, '\n'});
    }

    @ParameterizedTest
    @ValueSource(strings = {"3200", "32020801", "320708011203 0a0178 32020801"})
    void entryWithoutValueLacksRequiredFields(String hex) {
        byte[] message = HexFormat.of().parseHex(hex.replace(" ", ""));

        assertThat(assertThrows(HttpException.class, () -> DecoderFixture.parse(views.decoder("Odd"), message)))
                .hasMessageThat()
                .contains("required");
    }

    @Test
    void acceptsEntryWithValue() {
        byte[] message = {50, 7, 8, 1, 18, 3, 10, 1, 'x'};

        Object odd = DecoderFixture.parse(views.decoder("Odd"), message);

        assertThat(DecoderFixture.get(DecoderFixture.get(odd, "parts"), "size")).isEqualTo(1);
    }

    /**
     * The first entry has a complete message. The later entry with the same key lacks required fields, and only the
     * later entry counts.
     */
    @Test
    void laterEntryLacksRequiredFields() {
        byte[] part = {10, 1, 'x'};
        byte[] first = bytes(part, entry(1, part), entry(2, part));

        Object decoder = views.decoder("Odd");
        assertThat(DecoderFixture.parse(decoder, odd(bytes(part, entry(1, first), entry(2, part)))))
                .isNotNull();
        byte[] lacking = odd(bytes(part, entry(1, first), entry(2, new byte[0])));
        assertThat(assertThrows(HttpException.class, () -> DecoderFixture.parse(decoder, lacking)))
                .hasMessageThat()
                .contains("required");
    }

    private static byte[] odd(byte[] view) {
        return bytes(new byte[] {18, (byte) view.length}, view);
    }

    private static byte[] entry(int key, byte[] value) {
        return bytes(new byte[] {18, (byte) (4 + value.length), 8, (byte) key, 18, (byte) value.length}, value);
    }

    private static byte[] bytes(byte[]... parts) {
        return Bytes.concat(parts);
    }

    @Test
    void errorPositionIsRelativeToMessage() {
        byte[] surrounded = new byte[100];
        surrounded[90] = 8;

        Throwable thrown =
                assertThrows(HttpException.class, () -> DecoderFixture.parse(views.decoder("Odd"), surrounded, 90, 91));

        assertThat(thrown).hasMessageThat().endsWith("before byte 1");
    }
}
