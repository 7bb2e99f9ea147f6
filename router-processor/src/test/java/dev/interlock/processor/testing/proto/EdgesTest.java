package dev.interlock.processor.testing.proto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests messages that random messages hardly ever contain. Views must read them like protobuf-java. */
final class EdgesTest {
    /** Depths of nesting near the limit of 100. Groups, map entries and unknown fields count too. */
    private static final int[] DEPTHS = {1, 49, 50, 51, 98, 99, 100, 101, 102, 2_000};

    private Schema schema = RichSchema.of(Syntax.PROTO2);

    @ParameterizedTest
    @EnumSource
    void readsEdgesAsProtobufJava(Syntax syntax) throws IOException {
        CompiledSchema compiled = RichSchema.compiled(syntax);
        schema = compiled.schema();
        ReadAgreement agreement = ReadAgreement.ofAll(compiled);
        List<byte[]> edges = new ArrayList<>();
        addTags(edges);
        addLengths(edges);
        addDepths(edges);
        addTexts(edges);
        addOneofs(edges);
        addEntries(edges);
        addRequired(edges);
        edges.forEach(agreement::check);
    }

    private int number(String field) {
        return schema.root().findFieldByName(field).getNumber();
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    private static WireBytes message() {
        return new WireBytes();
    }

    private byte[] delimited(String field, String content) {
        return message().delimited(number(field), hex(content)).toByteArray();
    }

    private static void addTags(List<byte[]> edges) {
        for (String tag : List.of(
                "00 00",
                "01 0000000000000000",
                "02 00",
                "03 04",
                "05 00000000",
                "06",
                "07",
                "0e",
                "0f",
                "08",
                "0c",
                "0b 14",
                "0b 0c 0c",
                "f8ffffff0f 00",
                "f8ffffff1f 00",
                "88808080 8001 00",
                "8880808080 8080808001 00",
                "888080808080808080 8001 00",
                "ffffffffffffffffff01",
                "ffffffff0f")) {
            edges.add(hex(tag));
        }
    }

    private void addLengths(List<byte[]> edges) {
        for (String field : List.of("implicit_type_bytes", "packed_type_fixed32", "packed_type_int64", "one_small")) {
            for (String length : List.of(
                    "",
                    "01",
                    "ffffffff07",
                    "ffffffff0f",
                    "8080808008",
                    "ffffffffffffffffff01",
                    "8080808010",
                    "80808080808080808080 00",
                    "8000",
                    "02 8080",
                    "03 010203",
                    "05 0102030405",
                    "0b 8080808080808080808001")) {
                WireBytes out = message().tag(number(field), 2);
                edges.add(out.bytes(hex(length)).toByteArray());
            }
        }
    }

    private void addDepths(List<byte[]> edges) {
        for (int depth : DEPTHS) {
            edges.add(nested(
                    depth,
                    it -> message().delimited(number("one_everything"), it).toByteArray()));
            edges.add(nested(
                    depth,
                    it -> message().delimited(number("many_everything"), it).toByteArray()));
            edges.add(nested(
                    depth, it -> message().group(number("group_everything"), it).toByteArray()));
            edges.add(nested(depth, it -> message().group(12_345, it).toByteArray()));
            byte[] unknown = nested(depth / 2, it -> message().group(12_345, it).toByteArray());
            edges.add(nested(
                    depth - depth / 2,
                    unknown,
                    it -> message().delimited(number("one_everything"), it).toByteArray()));
            edges.add(nested(
                    depth,
                    it -> message()
                            .delimited(
                                    number("keyed_everything"),
                                    message().delimited(2, it).toByteArray())
                            .toByteArray()));
            edges.add(
                    message().delimited(number("implicit_type_bytes"), unknown).toByteArray());
        }
    }

    private static byte[] nested(int depth, UnaryOperator<byte[]> around) {
        return nested(depth, new byte[0], around);
    }

    private static byte[] nested(int depth, byte[] innermost, UnaryOperator<byte[]> around) {
        byte[] nested = innermost;
        for (int i = 0; i < depth; i++) {
            nested = around.apply(nested);
        }
        return nested;
    }

    /** Adds malformed UTF-8 (Unicode 3.9 D92) at every position of a string, complete and truncated. */
    private void addTexts(List<byte[]> edges) {
        for (String text : List.of(
                "80",
                "bf",
                "c0af",
                "c1bf",
                "c2",
                "c3a9",
                "e0809f",
                "e0a080",
                "ed9fbf",
                "eda080",
                "edbfbf",
                "ee8080",
                "efbfbf",
                "e28f",
                "f0808080",
                "f0908080",
                "f48fbfbf",
                "f4908080",
                "f5808080",
                "f09f9a",
                "ff",
                "61ff62",
                "6161616161616161c3",
                "c3a9c3a9c3a9c3a9c328")) {
            for (String field : List.of("implicit_type_string", "expanded_type_string", "card")) {
                edges.add(delimited(field, text));
            }
            byte[] entry = message().delimited(1, hex(text)).toByteArray();
            edges.add(message().delimited(number("by_type_string"), entry).toByteArray());
        }
    }

    private void addOneofs(List<byte[]> edges) {
        byte[] card = message().delimited(number("card"), "x".getBytes(UTF_8)).toByteArray();
        byte[] cash = message().tag(number("cash"), 0).varint(0).toByteArray();
        byte[] unknownGrade = message().tag(number("grade"), 0).varint(77).toByteArray();
        byte[] grade = message().tag(number("grade"), 0).varint(4).toByteArray();
        byte[] voucher = delimited("voucher", "0805");
        byte[] otherVoucher = delimited("voucher", "120161");
        byte[] emptyGift = delimited("gift", "");
        byte[] mistaken = message().tag(number("voucher"), 0).varint(1).toByteArray();
        for (List<byte[]> members : List.of(
                List.of(cash),
                List.of(card, unknownGrade),
                List.of(grade, unknownGrade),
                List.of(card, grade),
                List.of(voucher, otherVoucher),
                List.of(voucher, card, otherVoucher),
                List.of(voucher, unknownGrade, otherVoucher),
                List.of(voucher, mistaken, otherVoucher),
                List.of(emptyGift),
                List.of(emptyGift, cash),
                List.of(emptyGift, cash, emptyGift),
                List.of(voucher, emptyGift, voucher))) {
            edges.add(VariedWire.joined(members));
        }
    }

    private void addEntries(List<byte[]> edges) {
        for (String entry : List.of(
                "",
                "08 01",
                "08 02",
                "10 03",
                "10 4d",
                "10 04 10 4d",
                "10 4d 10 04",
                "0a 01 61",
                "0a 01 61 10 04",
                "0a 01 61 10 4d",
                "0a 01 61 0a 01 62",
                "12 00",
                "12 02 08 05",
                "08 01 12 02 08 05 12 03 12 01 61",
                "08 ffffffff0f",
                "08 ffffffffffffffffff01",
                "08 8080808010",
                "18 01 08 01",
                "1b 1c",
                "1b",
                "0d 01000000",
                "09 0100000000000000")) {
            for (var field : schema.root().getFields()) {
                if (field.isMapField()) {
                    byte[] one =
                            message().delimited(field.getNumber(), hex(entry)).toByteArray();
                    edges.add(one);
                    byte[] other = message()
                            .delimited(field.getNumber(), hex("0801 1002"))
                            .toByteArray();
                    edges.add(VariedWire.joined(List.of(other, one)));
                }
            }
        }
    }

    private void addRequired(List<byte[]> edges) {
        for (String strict : List.of(
                "",
                "0801",
                "120161",
                "0801 120161",
                "0801 120161 1a00",
                "0801 120161 1a02 0801",
                "0801 120161 1a05 0801 120161",
                "0801 120161 23 24",
                "0801 120161 23 0801 120161 24",
                "0d 00000000 120161",
                "0801 10 01")) {
            for (String field : List.of("one_strict", "many_strict", "gift")) {
                edges.add(delimited(field, strict));
            }
            edges.add(message().group(number("group_strict"), hex(strict)).toByteArray());
            edges.add(message().group(number("groups_strict"), hex(strict)).toByteArray());
            edges.add(VariedWire.joined(List.of(delimited("one_strict", "0801"), delimited("one_strict", strict))));
            byte[] inner = delimited("one_strict", strict);
            edges.add(message().delimited(number("one_everything"), inner).toByteArray());
            edges.add(message()
                    .delimited(
                            number("keyed_everything"),
                            message().delimited(2, inner).toByteArray())
                    .toByteArray());
        }
    }
}
