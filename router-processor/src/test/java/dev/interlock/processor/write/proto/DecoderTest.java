package dev.interlock.processor.write.proto;

import static com.google.common.truth.Truth.assertThat;
import static dev.interlock.processor.write.proto.DecoderFixture.bytes;
import static dev.interlock.processor.write.proto.DecoderFixture.concat;
import static dev.interlock.processor.write.proto.DecoderFixture.fields;
import static dev.interlock.processor.write.proto.DecoderFixture.fixed64;
import static dev.interlock.processor.write.proto.DecoderFixture.get;
import static dev.interlock.processor.write.proto.DecoderFixture.group;
import static dev.interlock.processor.write.proto.DecoderFixture.message;
import static dev.interlock.processor.write.proto.DecoderFixture.parse;
import static dev.interlock.processor.write.proto.DecoderFixture.text;
import static dev.interlock.processor.write.proto.DecoderFixture.varint;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import dev.interlock.http.HttpException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Tests that generated decoders read valid messages in forms that no library writes. */
final class DecoderTest {
    private static final DecoderFixture SHOP = new DecoderFixture("shop", """
            enum Payment { PAYMENT_NOT_SET, CARD, VOUCHER }
            enum Priority { LOW, HIGH }
            @ProtoView("shop.NewOrder") interface Order {
              long userId();
              CharSequence note();
              boolean hasNote();
              Repeated<Line> lines();
              RepeatedInt quantities();
              Repeated<String> tags();
              Address address();
              boolean hasAddress();
              Card card();
              boolean hasCard();
              CharSequence voucher();
              int paymentCase();
              @ProtoField("payment") Payment paid();
              Entries<Label> labels();
              Entries<Item> items();
              Priority priority();
              boolean hasPriority();
            }
            @ProtoView("shop.NewOrder") interface Narrow { String voucher(); int paymentCase(); }
            @ProtoView("shop.Line") interface Line { String sku(); double price(); }
            @ProtoView("shop.Line") interface Price { double price(); }
            @ProtoView("shop.Address") interface Address { String street(); @ProtoField("floor_2a") String floor(); }
            @ProtoView("shop.Card") interface Card { long number(); }
            @ProtoView("shop.NewOrder.LabelsEntry") interface Label { CharSequence key(); long value(); }
            @ProtoView("shop.NewOrder.ItemsEntry") interface Item { long key(); Line value(); }
            """);

    private static final DecoderFixture SCHEMA = new DecoderFixture("schema", """
            enum Level { LOW, HIGH }
            enum Grade { NO_GRADE, GOOD, BEST }
            @ProtoView("schema.Legacy") interface Legacy {
              String text();
              int id();
              Extra extra();
              Repeated<Row> row();
              Level level();
              boolean hasLevel();
              Level chosen();
              Slice raw();
              double ratio();
              float limit();
              long most();
            }
            @ProtoView("schema.Legacy") interface Text { String text(); }
            @ProtoView("schema.Legacy.Extra") interface Extra { boolean on(); }
            @ProtoView("schema.Legacy.Row") interface Row { int n(); }
            @ProtoView("schema.Plain") interface Plain { int id(); Plain next(); Entries<Child> children(); }
            @ProtoView("schema.Plain.ChildrenEntry") interface Child { int key(); Plain value(); }
            @ProtoView("schema.Maps") interface Maps {
              Entries<Flag> flags();
              Entries<Rank> levels();
              long most();
              @ProtoField("most") int bits();
              byte[] lines();
            }
            @ProtoView("schema.Maps.FlagsEntry") interface Flag { boolean key(); int value(); }
            @ProtoView("schema.Maps.LevelsEntry") interface Rank { int key(); Grade value(); }
            """);

    private static UnknownFieldSet.Builder line(String sku) {
        return fields().addField(1, text(sku));
    }

    @Test
    void lastValueCounts() {
        Object order = SHOP.parse("Order", fields().addField(1, varint(7, 8)).addField(2, text("a", "ä😀")));
        assertThat(get(order, "userId")).isEqualTo(8);
        CharSequence note = (CharSequence) get(order, "note");
        assertThat(note.length()).isEqualTo(3);
        assertThat(note.charAt(0)).isEqualTo('ä');
        assertThat(note.toString()).isEqualTo("ä😀");
        assertThat(note.subSequence(1, 3).toString()).isEqualTo("😀");
    }

    @Test
    void absentFieldHasDefault() {
        Object order = SHOP.parse("Order", fields());
        assertThat(get(order, "userId")).isEqualTo(0);
        assertThat(get(order, "note").toString()).isEmpty();
        assertThat(get(order, "hasNote")).isEqualTo(false);
        assertThat(get(order, "hasAddress")).isEqualTo(false);
        assertThat(get(get(order, "address"), "street")).isEqualTo("");
        assertThat(get(get(order, "lines"), "size")).isEqualTo(0);
        assertThat(get(get(order, "labels"), "find", "a")).isNull();
        assertThat(get(order, "paymentCase")).isEqualTo(0);
        assertThat(get(order, "paid").toString()).isEqualTo("PAYMENT_NOT_SET");
        assertThat(get(order, "priority").toString()).isEqualTo("LOW");
        assertThat(get(order, "hasPriority")).isEqualTo(false);
    }

    @Test
    void mergesPartsOfMessage() {
        UnknownFieldSet.Builder street = fields().addField(1, text("Elm"));
        UnknownFieldSet.Builder floor = fields().addField(2, text("2"));
        Object order = SHOP.parse("Order", fields().addField(7, message(street, floor)));
        assertThat(get(order, "hasAddress")).isEqualTo(true);
        assertThat(get(get(order, "address"), "street")).isEqualTo("Elm");
        assertThat(get(get(order, "address"), "floor")).isEqualTo("2");
    }

    @Test
    void mergesPartsOfRepeatedField() {
        byte[] first = bytes(fields().addField(4, varint(1, -2)).addField(5, text("a")));
        byte[] packed = {4 << 3 | 2, 3, 3, (byte) 0x80, 1};
        byte[] last = bytes(fields().addField(5, text("b", "c")).addField(4, varint(4)));
        Object order = parse(SHOP.decoder("Order"), concat(first, packed, last));
        assertThat((int[]) get(get(order, "quantities"), "toArray"))
                .asList()
                .containsExactly(1, -2, 3, 128, 4)
                .inOrder();
        assertThat((Iterable<?>) get(order, "tags"))
                .containsExactly("a", "b", "c")
                .inOrder();
    }

    @Test
    void setsOneMemberOfOneof() {
        UnknownFieldSet.Builder number = fields().addField(1, fixed64(9));
        byte[] card = bytes(fields().addField(8, message(number)));
        byte[] emptyCard = bytes(fields().addField(8, message(fields())));
        byte[] voucher = bytes(fields().addField(9, text("free")));
        Object order = parse(SHOP.decoder("Order"), concat(card, emptyCard));
        assertThat(get(get(order, "card"), "number")).isEqualTo(9);
        assertThat(get(order, "paid").toString()).isEqualTo("CARD");
        order = parse(SHOP.decoder("Order"), concat(card, voucher));
        assertThat(get(order, "paymentCase")).isEqualTo(9);
        assertThat(get(order, "voucher").toString()).isEqualTo("free");
        assertThat(get(order, "hasCard")).isEqualTo(false);
        assertThat(get(get(order, "card"), "number")).isEqualTo(0);
        order = parse(SHOP.decoder("Order"), concat(card, voucher, emptyCard));
        assertThat(get(order, "voucher").toString()).isEmpty();
        assertThat(get(order, "hasCard")).isEqualTo(true);
        assertThat(get(get(order, "card"), "number")).isEqualTo(0);
    }

    @Test
    void unreadMemberOfOneofCounts() {
        byte[] voucher = bytes(fields().addField(9, text("free")));
        byte[] card = bytes(fields().addField(8, message(fields())));
        Object order = parse(SHOP.decoder("Narrow"), concat(voucher, card));
        assertThat(get(order, "paymentCase")).isEqualTo(8);
        assertThat(get(order, "voucher")).isEqualTo("");
    }

    @Test
    void lastEntryOfKeyCounts() {
        Object order = SHOP.parse(
                "Order",
                fields().addField(
                                10,
                                message(
                                        fields().addField(1, text("a")).addField(2, varint(1)),
                                        fields().addField(2, varint(2)),
                                        fields().addField(1, text("ä")).addField(2, varint(3)),
                                        fields().addField(2, varint(4)).addField(1, text("a")))));
        Object labels = get(order, "labels");
        assertThat(get(labels, "size")).isEqualTo(3);
        assertThat(get(get(labels, "get", 0), "value")).isEqualTo(4);
        assertThat(get(get(labels, "find", "a"), "value")).isEqualTo(4);
        assertThat(get(get(labels, "find", ""), "value")).isEqualTo(2);
        assertThat(get(get(labels, "find", "ä"), "value")).isEqualTo(3);
        assertThat(get(labels, "find", "b")).isNull();
        assertThat(get(get(order, "labels"), "size")).isEqualTo(3);
        assertThrows(IllegalArgumentException.class, () -> get(labels, "find", 1L));
        assertThrows(IllegalArgumentException.class, () -> get(labels, "find", true));
    }

    @Test
    void unsignedKeysCountByValue() {
        Object order = SHOP.parse(
                "Order",
                fields().addField(
                                11,
                                message(fields().addField(1, varint(0xffff_ffffL))
                                        .addField(2, message(line("x"))))));
        Object item = get(get(order, "items"), "find", 0xffff_ffffL);
        assertThat(get(item, "key")).isEqualTo(0xffff_ffffL);
        assertThat(get(get(item, "value"), "sku")).isEqualTo("x");
        assertThat(get(get(order, "items"), "find", -1L)).isNull();
    }

    @Test
    void dropsUnknownNumberOfClosedEnum() {
        Object order = SHOP.parse("Order", fields().addField(12, varint(2, 3)));
        assertThat(get(order, "priority").toString()).isEqualTo("HIGH");
        order = SHOP.parse("Order", fields().addField(12, varint(3)));
        assertThat(get(order, "hasPriority")).isEqualTo(false);
    }

    @Test
    void dropsEntryWithUnknownNumber() {
        Object maps = SCHEMA.parse(
                "Maps",
                fields().addField(
                                2,
                                message(
                                        fields().addField(1, varint(1)).addField(2, varint(5)),
                                        fields().addField(1, varint(1)).addField(2, varint(9)),
                                        fields().addField(1, varint(3)).addField(2, varint(5, 9)),
                                        fields().addField(1, varint(4)).addField(2, varint(9, 5)),
                                        fields().addField(1, varint(6)))));
        Object levels = get(maps, "levels");
        assertThat(get(levels, "size")).isEqualTo(3);
        assertThat(get(get(levels, "find", -1L), "value").toString()).isEqualTo("BEST");
        assertThat(get(levels, "find", -2L)).isNull();
        assertThat(get(get(levels, "find", 2L), "value").toString()).isEqualTo("BEST");
        assertThat(get(get(levels, "find", 3L), "value").toString()).isEqualTo("NO_GRADE");
    }

    @Test
    void readsBooleanKeys() {
        Object maps = SCHEMA.parse(
                "Maps",
                fields().addField(
                                1,
                                message(
                                        fields().addField(1, varint(1)).addField(2, varint(7)),
                                        fields().addField(2, varint(8)))));
        Object flags = get(maps, "flags");
        assertThat(get(get(flags, "find", true), "value")).isEqualTo(7);
        assertThat(get(get(flags, "find", false), "value")).isEqualTo(8);
        assertThat(get(get(flags, "get", 1), "key")).isEqualTo(false);
    }

    @Test
    void readsLargeDefaults() {
        Object maps = SCHEMA.parse("Maps", fields());
        assertThat(get(maps, "most")).isEqualTo(0xffff_ffffL);
        assertThat(get(maps, "bits")).isEqualTo(-1);
        assertThat(get(maps, "lines")).isEqualTo(new byte[] {'a', 10, '"', 'b'});
    }

    @Test
    void requiredFieldMayBeInAnyPart() {
        Object decoder = SHOP.decoder("Order");
        UnknownFieldSet.Builder price = fields().addField(2, fixed64(1));
        byte[] lacking = bytes(fields().addField(3, message(price)));
        assertThrows(HttpException.class, () -> parse(decoder, lacking));
        assertThrows(HttpException.class, () -> parse(SHOP.decoder("Price"), bytes(price)));
        Object order = parse(decoder, bytes(fields().addField(3, message(line("a")))));
        assertThat(get(get(get(order, "lines"), "get", 0), "sku")).isEqualTo("a");
        UnknownFieldSet.Builder parts = fields().addField(2, message(price, line("b")));
        order = parse(decoder, bytes(fields().addField(11, message(parts))));
        assertThat(get(get(get(get(order, "items"), "get", 0), "value"), "sku")).isEqualTo("b");
    }

    @Test
    void checksRequiredFieldsOutsideView() {
        byte[] inOrder = HexFormat.of().parseHex("0a01781005");
        assertThat(get(parse(SCHEMA.decoder("Text"), inOrder), "text")).isEqualTo("x");
    }

    /**
     * As an {@code int}, the tag of field number 2<sup>29</sup> - 11 equals the first byte of the tag of field number
     * 37: both are -86.
     */
    @Test
    void distinguishesLongTagsFromFirstByte() {
        byte[] unknown = HexFormat.of().parseHex("aaffffffff0300aa02000807");
        assertThat(get(parse(SHOP.decoder("Order"), unknown), "userId")).isEqualTo(7);
    }

    @Test
    void replacedEntryMayBeIncomplete() {
        UnknownFieldSet.Builder lacking = fields().addField(1, varint(1)).addField(2, message(fields()));
        UnknownFieldSet.Builder whole = fields().addField(1, varint(1)).addField(2, message(line("a")));
        Object decoder = SHOP.decoder("Order");
        Object order = parse(decoder, bytes(fields().addField(11, message(lacking, whole))));
        assertThat(get(get(order, "items"), "size")).isEqualTo(1);
        byte[] replaced = bytes(fields().addField(11, message(whole, lacking)));
        assertThrows(HttpException.class, () -> parse(decoder, replaced));
    }

    @Test
    void usesDefaultsOfSchema() {
        Object legacy = SCHEMA.parse("Legacy", fields().addField(2, varint(1)));
        assertThat(get(legacy, "text")).isEqualTo("a\"b");
        assertThat(get(get(legacy, "extra"), "on")).isEqualTo(true);
        assertThat(get(legacy, "level").toString()).isEqualTo("LOW");
        assertThat(get(legacy, "chosen").toString()).isEqualTo("HIGH");
        assertThat(get(get(legacy, "raw"), "toByteArray")).isEqualTo(new byte[] {0, -1});
        assertThat(get(legacy, "ratio")).isEqualTo(-0.0);
        assertThat(get(legacy, "limit")).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(get(legacy, "most")).isEqualTo(-1);
    }

    @Test
    void readsGroups() {
        UnknownFieldSet.Builder off = fields().addField(1, varint(0)).addField(7, group(fields()));
        Object legacy = SCHEMA.parse(
                "Legacy",
                fields().addField(2, varint(1))
                        .addField(5, group(off))
                        .addField(6, group(fields().addField(1, varint(3)), fields().addField(1, varint(4)))));
        assertThat(get(get(legacy, "extra"), "on")).isEqualTo(false);
        assertThat(get(get(get(legacy, "row"), "get", 1), "n")).isEqualTo(4);
        byte[] unended = {2 << 3, 1, 5 << 3 | 3, 1 << 3, 1};
        assertThrows(HttpException.class, () -> parse(SCHEMA.decoder("Legacy"), unended));
        byte[] otherEnd = {2 << 3, 1, 5 << 3 | 3, 6 << 3 | 4};
        assertThrows(HttpException.class, () -> parse(SCHEMA.decoder("Legacy"), otherEnd));
    }

    @Test
    void limitsDepthTo100() {
        Object decoder = SCHEMA.decoder("Plain");
        Object view = parse(decoder, nested(100));
        for (int i = 0; i < 100; i++) {
            view = get(view, "next");
        }
        assertThat(get(view, "id")).isEqualTo(5);
        assertThrows(HttpException.class, () -> parse(decoder, nested(101)));
        // Groups in unknown fields also count for the limit.
        UnknownFieldSet.Builder groups = fields();
        for (int i = 0; i < 100; i++) {
            groups = fields().addField(99, group(groups));
        }
        assertThat(get(parse(decoder, bytes(groups)), "id")).isEqualTo(0);
        byte[] deeper = bytes(fields().addField(99, group(groups)));
        assertThrows(HttpException.class, () -> parse(decoder, deeper));
    }

    private static byte[] nested(int depth) {
        UnknownFieldSet.Builder message = fields().addField(1, varint(5));
        for (int i = 0; i < depth; i++) {
            message = fields().addField(6, message(message));
        }
        return bytes(message);
    }

    @Test
    void readsAbsentMessagesToAnyDepth() {
        Object view = SCHEMA.parse("Plain", fields());
        for (int i = 0; i < 1_000; i++) {
            view = get(view, "next");
        }
        assertThat(get(view, "id")).isEqualTo(0);
    }

    @Test
    void rejectsInvalidUtf8() {
        Field malformed = Field.newBuilder()
                .addLengthDelimited(ByteString.copyFrom(new byte[] {'a', (byte) 0xff}))
                .build();
        byte[] note = bytes(fields().addField(2, malformed));
        byte[] unread = bytes(fields().addField(99, malformed));
        assertThrows(HttpException.class, () -> parse(SHOP.decoder("Order"), note));
        assertThat(get(parse(SHOP.decoder("Order"), unread), "hasNote")).isEqualTo(false);
        byte[] legacy = concat(bytes(fields().addField(2, varint(1))), bytes(fields().addField(1, malformed)));
        assertThat(get(parse(SCHEMA.decoder("Legacy"), legacy), "text")).isEqualTo("a\ufffd");
    }
}
