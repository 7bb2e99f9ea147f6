package dev.interlock.http2.internal.hpack;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.http2.internal.Hex;
import dev.interlock.http2.internal.error.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules of RFC 7541. */
final class HpackDecoderTest {
    private final SectionReader reader = new SectionReader();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            80                   | HPACK_INDEX     | 6.1: index 0
            be                   | HPACK_INDEX     | 2.3.3: the dynamic table is empty
            ff 80 01             | HPACK_INDEX     | 2.3.3: index 255
            ff ff ff ff 07       | HPACK_INDEX     | 2.3.3: index 2^24
            7f ff 7f 01 61 00    | HPACK_INDEX     | 6.2.1: name index without an entry
            0f ff 7f 01 61       | HPACK_INDEX     | 6.2.2: name index without an entry
            1f ff 7f 01 61       | HPACK_INDEX     | 6.2.3: name index without an entry
            ff 80 80 80 80 00    | HPACK_INTEGER   | 5.1: padded integer
            ff ff ff ff ff 0f    | HPACK_INTEGER   | 5.1: integer above 2^31
            00 7f ff ff ff ff 7f | HPACK_INTEGER   | 5.1: length above 2^31
            82 ff                | HPACK_CUT       | 5.1: integer without its end
            82 40                | HPACK_CUT       | 6.2.1: no name
            82 40 03 61 62       | HPACK_CUT       | 6.2.1: name too short
            82 40 01 61          | HPACK_CUT       | 6.2.1: no value
            82 44 03 2f 61       | HPACK_CUT       | 6.2.1: value too short
            00 7f 80 80 40 61    | HPACK_CUT       | 5.2: name of 1 MB
            82 20                | HPACK_LATE_SIZE | 4.2: size update after a field
            3f e2 1f             | HPACK_LARGE_SIZE| 6.3: size 4097
            44 84 ff ff ff ff    | HPACK_HUFFMAN   | 5.2: EOS
            44 85 ff ff ff fb ff | HPACK_HUFFMAN   | 5.2: EOS after a code
            44 81 00             | HPACK_HUFFMAN   | 5.2: padding of zeros
            44 82 1f ff          | HPACK_HUFFMAN   | 5.2: padding of more than 7 bits
            44 81 ff             | HPACK_HUFFMAN   | 5.2: padding of 8 bits
            44 81 fe             | HPACK_HUFFMAN   | 5.2: cut code
            40 81 00 01 61       | HPACK_HUFFMAN   | 5.2: name with a padding of zeros
            """)
    void rejects(String block, Violation violation, String rule) {
        byte[] bytes = Hex.bytes(block);
        for (int cut = 0; cut <= bytes.length; cut++) {
            SectionReader each = new SectionReader();
            assertWithMessage("%s, cut at %s", rule, cut)
                    .that(each.read(bytes, 10_000, cut))
                    .isNull();
            assertThat(each.violation()).isEqualTo(violation);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            3f e1 1f 82    | :method: GET | 6.3: size 4096
            20 3f e1 1f 82 | :method: GET | 4.2: two sizes
            44 81 1f       | ':path: a'   | 5.2: padding of 3 bits
            44 80          | ':path: '    | 5.2: empty code
            44 00          | ':path: '    | 5.2: empty text
            """)
    void accepts(String block, String field, String rule) {
        assertWithMessage(rule).that(reader.read(Hex.bytes(block))).containsExactly(field);
    }

    @Test
    void remembersCheckedFields() {
        // The fields "checked: a" and "other: b".
        String literals = "4007 636865636b6564 0161 4005 6f74686572 0162";
        assertThat(reader.read(Hex.bytes(literals))).containsExactly("checked: a", "other: b");
        assertThat(reader.read(Hex.bytes("bebf"))).containsExactly("other: b", "checked: a (checked)");
        // Another value of the same name is another field.
        assertThat(reader.read(Hex.bytes("7f00 0163"))).containsExactly("checked: c");
        assertThat(reader.read(Hex.bytes("be"))).containsExactly("checked: c (checked)");
        assertThat(reader.read(Hex.bytes("0f31 0164"))).containsExactly("checked: d");
    }

    /** A field that is dropped because of the limit does not count as checked. */
    @Test
    void droppedFieldIsNotChecked() {
        assertThat(reader.read(Hex.bytes("4007 636865636b6564 0161"), 10)).isEmpty();
        assertThat(reader.read(Hex.bytes("be"))).containsExactly("checked: a");
        assertThat(reader.read(Hex.bytes("be"))).containsExactly("checked: a (checked)");
    }

    @Test
    void emptyBlockHasNoFields() {
        assertThat(reader.read(new byte[0])).isEmpty();
    }

    @Test
    void smallerSettingRequiresAnUpdate() {
        reader.decoder.acknowledged(100);
        assertThat(reader.read(Hex.bytes("82"))).isNull();
        assertThat(reader.violation()).isEqualTo(Violation.HPACK_MISSING_SIZE);
    }

    @Test
    void emptyBlockMustHaveTheRequiredUpdate() {
        reader.decoder.acknowledged(100);
        assertThat(reader.read(new byte[0])).isNull();
        assertThat(reader.violation()).isEqualTo(Violation.HPACK_MISSING_SIZE);
    }

    @Test
    void updateAboveTheSmallestSettingIsNotEnough() {
        reader.decoder.acknowledged(0);
        reader.decoder.acknowledged(4096);
        // RFC 7541 section 4.2: the smallest of the sizes comes first.
        assertThat(reader.read(Hex.bytes("3fe11f 82"))).isNull();
        assertThat(reader.violation()).isEqualTo(Violation.HPACK_MISSING_SIZE);
        SectionReader other = new SectionReader();
        other.decoder.acknowledged(0);
        other.decoder.acknowledged(4096);
        assertThat(other.read(Hex.bytes("20 3fe11f 82"))).containsExactly(":method: GET");
    }

    @Test
    void largerSettingAllowsALargerTable() {
        assertThat(new SectionReader().read(Hex.bytes("3fe13f 82"))).isNull();
        reader.decoder.acknowledged(8192);
        assertThat(reader.read(Hex.bytes("3fe13f 82"))).containsExactly(":method: GET");
    }

    @Test
    void shrunkTableForgetsItsEntries() {
        assertThat(reader.read(Hex.bytes("4001 6101 62"))).containsExactly("a: b");
        assertThat(reader.read(Hex.bytes("be"))).containsExactly("a: b");
        assertThat(reader.read(Hex.bytes("20 3fe11f be"))).isNull();
        assertThat(reader.violation()).isEqualTo(Violation.HPACK_INDEX);
    }

    /** RFC 7541 section 4.4: the name of a new entry may refer to an entry that is evicted for it. */
    @Test
    void nameMayReferToAnEvictedEntry() {
        reader.decoder.acknowledged(64);
        assertThat(reader.read(Hex.bytes("3f21 4004 6e616d65 0131"))).containsExactly("name: 1");
        assertThat(reader.read(Hex.bytes("7e 1c" + "32".repeat(28)))).containsExactly("name: " + "2".repeat(28));
        assertThat(reader.read(Hex.bytes("be"))).containsExactly("name: " + "2".repeat(28));
        assertThat(reader.read(Hex.bytes("bf"))).isNull();
    }

    @Test
    void fieldLargerThanTheTableEmptiesIt() {
        assertThat(reader.read(Hex.bytes("4001 6101 62"))).hasSize(1);
        String value = "ab".repeat(5000);
        byte[] block = Hex.bytes("4001 63 7f" + "91 4d" + Hex.of(value.getBytes(ISO_8859_1), 0, 10_000));
        assertThat(reader.read(block)).containsExactly("c: " + value);
        assertThat(reader.read(Hex.bytes("be"))).isNull();
        assertThat(reader.violation()).isEqualTo(Violation.HPACK_INDEX);
    }

    /** A section above its limit is not kept, but its fields enter the table. */
    @Test
    void sectionAboveTheLimitKeepsTheTableInStep() {
        // The first field has 34 bytes, as RFC 9113 section 6.5.2 counts.
        byte[] block = Hex.bytes("4001 6101 62 4001 6301 64 82");
        assertThat(reader.read(block, 67)).containsExactly("a: b");
        assertThat(reader.decoder.isOverLimit()).isTrue();
        assertThat(reader.read(Hex.bytes("bebf")))
                .containsExactly("c: d", "a: b")
                .inOrder();
        assertThat(reader.decoder.isOverLimit()).isFalse();
        assertThat(new SectionReader().read(block, 68)).hasSize(2);
    }

    @Test
    void hugeFieldAboveTheLimitEmptiesTheTable() {
        // With a small limit, the buffer has no room for the long field.
        assertThat(reader.read(Hex.bytes("4001 6101 62"), 100)).hasSize(1);
        // 10,000 octets 'a' in 6,250 bytes of Huffman code, as value and as name.
        String code = "18c6318c63".repeat(1250);
        assertThat(reader.read(Hex.bytes("4001 63 ff eb 2f" + code), 100)).isEmpty();
        assertThat(reader.decoder.isOverLimit()).isTrue();
        assertThat(reader.read(Hex.bytes("be"), 100)).isNull();
        SectionReader other = new SectionReader();
        assertThat(other.read(Hex.bytes("40 ff eb 2f" + code + "00"), 100)).isEmpty();
        assertThat(other.read(Hex.bytes("82"))).containsExactly(":method: GET");
    }

    @Test
    void skippedHuffmanCodeIsChecked() {
        String code = "18c6318c63".repeat(1250);
        assertThat(reader.read(Hex.bytes("4001 63 ff ed 2f" + code + "ffff"), 100))
                .isNull();
        assertThat(reader.violation()).isEqualTo(Violation.HPACK_HUFFMAN);
    }
}
