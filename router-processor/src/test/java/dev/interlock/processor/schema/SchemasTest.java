package dev.interlock.processor.schema;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.model.proto.Cardinality;
import dev.interlock.processor.model.proto.EnumSchema;
import dev.interlock.processor.model.proto.FieldSchema;
import dev.interlock.processor.model.proto.FieldType;
import dev.interlock.processor.model.proto.MessageSchema;
import dev.interlock.processor.model.proto.OneofSchema;
import dev.interlock.processor.report.Problems;
import dev.interlock.processor.testing.AnyPlace;
import dev.interlock.processor.testing.Descriptors;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares the models of the messages in {@code src/test/proto/schema} with the descriptors that protoc writes. */
class SchemasTest {
    private final Schemas schemas = Linker.link(
                    List.of(new DescriptorSet("test", Descriptors.shop().toByteArray())),
                    AnyPlace.PLACE,
                    new Problems())
            .orElseThrow();

    @Test
    void sortsFieldsAndOmitsExtensions() {
        assertThat(message("Legacy").fields().stream().map(FieldSchema::number))
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 20, 21)
                .inOrder();
    }

    @Test
    void hasFullNamesOfNestedMessages() {
        assertThat(schemas.names())
                .containsAtLeast("schema.Legacy", "schema.Legacy.Extra", "schema.Plain.ChildrenEntry");
        assertThat(schemas.message("schema.Legac")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Legacy, id, INT32, required present",
        "Legacy, text, STRING, present",
        "Legacy, plain, INT32, ''",
        "Legacy, runs, INT32, packed",
        "Legacy, extra, MESSAGE, delimited present",
        "Legacy, row, MESSAGE, delimited",
        "Legacy, level, ENUM, present",
        "Legacy, name, STRING, present",
        "Checked, text, STRING, present verified",
        "Plain, id, INT32, ''",
        "Plain, given, INT32, present",
        "Plain, text, STRING, verified",
        "Plain, runs, INT32, packed",
        "Plain, plain, INT32, ''",
        "Plain, next, MESSAGE, present",
        "Featured, unchecked, STRING, present",
        "Featured, checked, STRING, present verified",
        "Featured, checked_in_java, STRING, present verified",
        "Featured, plain, INT32, ''",
        "Featured, runs, INT32, packed",
        "Featured, nested, MESSAGE, delimited present",
        "Featured, implicit, INT32, ''",
        "Featured, needed, INT32, required present",
    })
    void resolvesFeatures(String message, String name, FieldType type, String features) {
        FieldSchema field = field(message, name);
        assertThat(field.type()).isEqualTo(type);
        assertThat(features(field)).isEqualTo(features);
    }

    private static String features(FieldSchema field) {
        return String.join(
                " ",
                List.of("delimited", "packed", "required", "present", "verified").stream()
                        .filter(feature -> has(feature).test(field))
                        .toList());
    }

    private static Predicate<FieldSchema> has(String feature) {
        return switch (feature) {
            case "delimited" -> FieldSchema::delimited;
            case "packed" -> FieldSchema::packed;
            case "required" -> FieldSchema::required;
            case "present" -> FieldSchema::hasPresence;
            default -> FieldSchema::verifiesUtf8;
        };
    }

    @ParameterizedTest
    @CsvSource({
        "Legacy, level, true",
        "Plain, kind, false",
        "Featured, level, true",
        "Featured, kind, false",
        "Featured, closed_kind, true",
    })
    void enumAndFieldDecideWhetherEnumIsClosed(String message, String name, boolean closed) {
        assertThat(field(message, name).enumeration().map(EnumSchema::closed)).hasValue(closed);
    }

    @Test
    void keepsAliases() {
        EnumSchema kind = field("Plain", "kind").enumeration().orElseThrow();
        assertThat(kind.name()).isEqualTo("schema.Plain.Kind");
        assertThat(kind.constants().stream().map(EnumSchema.Constant::name))
                .containsExactly("NONE", "SOME", "ANY")
                .inOrder();
        assertThat(kind.numbers().boxed()).containsExactly(0, 1).inOrder();
    }

    @Test
    void hasDefaultsOtherThanZero() {
        assertThat(field("Legacy", "text").defaultValue()).hasValue("a\"b");
        assertThat(field("Legacy", "raw").defaultValue()).hasValue("\u0000\u00ff");
        assertThat(field("Legacy", "ratio").defaultValue()).hasValue(-0.0);
        assertThat(field("Legacy", "limit").defaultValue()).hasValue(Float.POSITIVE_INFINITY);
        assertThat(field("Legacy", "most").defaultValue()).hasValue(-1L);
        assertThat(field("Legacy", "chosen").defaultValue()).hasValue(5);
        assertThat(field("Legacy.Extra", "on").defaultValue()).hasValue(true);
        assertThat(field("Legacy", "none").defaultValue()).isEmpty();
        assertThat(field("Legacy", "empty").defaultValue()).isEmpty();
        assertThat(field("Plain", "kind").defaultValue()).isEmpty();
        assertThat(field("Plain", "runs").defaultValue()).isEmpty();
    }

    @Test
    void firstConstantIsDefaultOfClosedEnum() {
        assertThat(field("Legacy", "level").defaultValue()).hasValue(1);
    }

    @Test
    void mapsHaveEntries() {
        FieldSchema children = field("Plain", "children");
        assertThat(children.cardinality()).isEqualTo(Cardinality.MAP);
        assertThat(children.message()).hasValue("schema.Plain.ChildrenEntry");
        MessageSchema entry = message("Plain.ChildrenEntry");
        assertThat(entry.mapEntry()).isTrue();
        assertThat(entry.fields().stream().map(FieldSchema::type))
                .containsExactly(FieldType.INT32, FieldType.MESSAGE)
                .inOrder();
    }

    @Test
    void verifiesTextOfMaps() {
        assertThat(field("Legacy.TextsEntry", "key").verifiesUtf8()).isTrue();
        assertThat(field("Featured.TextsEntry", "value").verifiesUtf8()).isTrue();
    }

    @Test
    void ignoresSyntheticOneofs() {
        assertThat(message("Plain").oneofs()).isEmpty();
        assertThat(field("Plain", "given").oneof()).isEmpty();
        OneofSchema choice = message("Legacy").oneofs().get(0);
        assertThat(choice.name()).isEqualTo("choice");
        assertThat(choice.fields()).containsExactly(20, 21).inOrder();
        assertThat(field("Legacy", "number").oneof()).hasValue("choice");
    }

    @Test
    void declarationsHaveLines() {
        assertThat(message("Legacy").origin().toString()).isEqualTo("schema/legacy.proto:5");
        assertThat(message("Legacy.Extra").origin().toString()).isEqualTo("schema/legacy.proto:10");
        assertThat(field("Legacy", "id").origin().toString()).isEqualTo("schema/legacy.proto:6");
        assertThat(message("Legacy").oneofs().get(0).origin().toString()).isEqualTo("schema/legacy.proto:25");
        assertThat(origin("Legacy", "level")).isEqualTo("schema/legacy.proto:32");
        assertThat(origin("Plain", "kind")).isEqualTo("schema/plain.proto:15");
    }

    private String origin(String message, String enumField) {
        return field(message, enumField)
                .enumeration()
                .map(it -> it.origin().toString())
                .orElseThrow();
    }

    private MessageSchema message(String name) {
        return schemas.message("schema." + name).orElseThrow();
    }

    private FieldSchema field(String message, String name) {
        return message(message).fields().stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
