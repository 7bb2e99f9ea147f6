package dev.interlock.processor.write.proto;

import static com.google.common.truth.Truth.assertThat;
import static dev.interlock.processor.write.proto.DecoderFixture.bytes;
import static dev.interlock.processor.write.proto.DecoderFixture.fields;
import static dev.interlock.processor.write.proto.DecoderFixture.fixed64;
import static dev.interlock.processor.write.proto.DecoderFixture.get;
import static dev.interlock.processor.write.proto.DecoderFixture.message;
import static dev.interlock.processor.write.proto.DecoderFixture.parse;
import static dev.interlock.processor.write.proto.DecoderFixture.text;
import static dev.interlock.processor.write.proto.DecoderFixture.varint;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.UnknownFieldSet;
import dev.interlock.proto.Repeated;
import dev.interlock.proto.RepeatedInt;
import java.util.Arrays;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Tests the text of views, and copies of views. */
final class ViewCopyTest {
    private static final DecoderFixture SHOP = new DecoderFixture("shop", """
            @ProtoView("shop.NewOrder") interface Order {
              Order copy();
              long userId();
              CharSequence note();
              Repeated<Line> lines();
              RepeatedInt quantities();
              Repeated<CharSequence> tags();
              @ProtoField("tags") Repeated<Slice> tagBytes();
              Card card();
              Slice voucher();
              byte[] receipt();
              Entries<Label> labels();
            }
            @ProtoView("shop.Line") interface Line { Line copy(); CharSequence sku(); double price(); }
            @ProtoView("shop.Card") interface Card { Card copy(); long number(); }
            @ProtoView("shop.NewOrder.LabelsEntry") interface Label { Label copy(); CharSequence key(); long value(); }

            /** Prints and copies an order while it goes through what the order hands out. */
            final class Reader implements java.util.function.Function<byte[], String> {
              public Reader() {}

              @Override public String apply(byte[] message) {
                Order order = new Views_OrderDecoder().parse(message, 0, message.length);
                StringBuilder read = new StringBuilder();
                for (Line line : order.lines()) {
                  check(order.toString().equals(order.copy().toString()));
                  read.append(line.sku());
                }
                for (CharSequence tag : order.tags()) {
                  check(order.copy().equals(order.copy()));
                  read.append(tag);
                }
                Label label = order.labels().find("a");
                check(order.toString().equals(order.copy().toString()));
                return read.append(label.value()).toString();
              }

              private static void check(boolean holds) {
                if (!holds) {
                  throw new AssertionError();
                }
              }
            }
            """);

    private static UnknownFieldSet.Builder order() {
        return fields().addField(1, varint(7))
                .addField(2, text("gr\u00fcn"))
                .addField(
                        3,
                        message(
                                fields().addField(1, text("x")).addField(2, fixed64(0x4000000000000000L)),
                                fields().addField(1, text("y"))))
                .addField(4, varint(1, 2, 3))
                .addField(5, text("p", "q"))
                .addField(9, text("free"))
                .addField(
                        10,
                        message(
                                fields().addField(1, text("b")).addField(2, varint(2)),
                                fields().addField(1, text("a")).addField(2, varint(3))));
    }

    @Test
    void printsFieldsInViewOrder() {
        assertThat(SHOP.parse("Order", order()).toString())
                .isEqualTo("Order[userId=7, note=gr\u00fcn, lines=[Line[sku=x, price=2.0], Line[sku=y, price=0.0]],"
                        + " quantities=[1, 2, 3], tags=[p, q], tagBytes=[0x70, 0x71], voucher=0x66726565, receipt=0x,"
                        + " labels=[Label[key=b, value=2], Label[key=a, value=3]]]");
    }

    @Test
    void printsOnlyReadFields() {
        UnknownFieldSet.Builder[] lines = new UnknownFieldSet.Builder[10_000];
        Arrays.setAll(lines, i -> fields().addField(1, text("sku" + "x".repeat(500))));
        String printed =
                SHOP.parse("Order", fields().addField(3, message(lines))).toString();
        assertThat(printed.length()).isLessThan(1_300);
        assertThat(printed).contains(", ...]");
        assertThat(printed).endsWith("]");
    }

    @Test
    void keepsHandedOutObjects() {
        @SuppressWarnings("unchecked")
        Function<byte[], String> reader = (Function<byte[], String>) SHOP.make("Views$Reader");
        assertThat(reader.apply(bytes(order()))).isEqualTo("xypq3");
    }

    @Test
    void copyOutlivesMessage() {
        Object decoder = SHOP.decoder("Order");
        byte[] message = bytes(order());
        Object copy = get(parse(decoder, message), "copy");
        Arrays.fill(message, (byte) 0);
        parse(decoder, bytes(fields().addField(1, varint(8)).addField(5, text("other"))));
        assertThat(get(copy, "userId")).isEqualTo(7L);
        assertThat(get(copy, "note")).isEqualTo("gr\u00fcn");
        Repeated<?> lines = (Repeated<?>) get(copy, "lines");
        assertThat(get(lines.get(0), "sku")).isEqualTo("x");
        assertThat(get(lines.get(1), "sku")).isEqualTo("y");
        assertThat(((RepeatedInt) get(copy, "quantities")).toArray()).isEqualTo(new int[] {1, 2, 3});
        assertThat(get(get(get(copy, "labels"), "find", "a"), "value")).isEqualTo(3L);
        assertThat(get(get(copy, "card"), "number")).isEqualTo(0L);
        assertThrows(IndexOutOfBoundsException.class, () -> lines.get(2));
    }

    @Test
    void copiesAreEqualByContent() {
        Object copy = get(SHOP.parse("Order", order()), "copy");
        Object same = get(SHOP.parse("Order", order()), "copy");
        Object other = get(SHOP.parse("Order", order().addField(1, varint(8))), "copy");
        assertThat(same).isEqualTo(copy);
        assertThat(same.hashCode()).isEqualTo(copy.hashCode());
        assertThat(other).isNotEqualTo(copy);
        assertThat(get(copy, "copy")).isSameInstanceAs(copy);
    }
}
