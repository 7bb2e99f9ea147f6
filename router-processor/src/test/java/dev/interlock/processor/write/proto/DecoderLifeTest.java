package dev.interlock.processor.write.proto;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
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
import com.sun.management.ThreadMXBean;
import dev.interlock.generated.proto.DecoderScope;
import dev.interlock.generated.proto.RecordView;
import dev.interlock.http.HttpException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.util.List;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

/** Tests how long views are valid, and what reading them allocates. */
final class DecoderLifeTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final DecoderFixture SHOP = new DecoderFixture("shop", """
            enum Status { STATUS_UNKNOWN, STATUS_PAID, STATUS_SHIPPED, UNRECOGNIZED }
            @ProtoView("shop.NewOrder") interface Order {
              long userId();
              CharSequence note();
              boolean hasNote();
              Repeated<Line> lines();
              RepeatedInt quantities();
              Repeated<CharSequence> tags();
              @ProtoField("tags") Repeated<Slice> tagBytes();
              @ProtoField("tags") Repeated<String> tagTexts();
              Status status();
              Address address();
              Card card();
              Slice voucher();
              byte[] receipt();
              int paymentCase();
              Entries<Label> labels();
              Entries<Item> items();
              int priority();
              long flags();
            }
            @ProtoView("shop.Line") interface Line { CharSequence sku(); double price(); }
            @ProtoView("shop.Address") interface Address { String street(); }
            @ProtoView("shop.Card") interface Card { long number(); }
            @ProtoView("shop.NewOrder.LabelsEntry") interface Label { CharSequence key(); long value(); }
            @ProtoView("shop.NewOrder.ItemsEntry") interface Item { long key(); Line value(); }

            /** Reads all that can be read without taking memory. */
            final class Reader implements java.util.function.ToLongFunction<byte[]> {
              private final Views_OrderDecoder decoder = new Views_OrderDecoder();

              public Reader() {}

              @Override public long applyAsLong(byte[] message) {
                Order order = decoder.parse(message, 0, message.length);
                long sum = order.userId() + sum(order.note()) + (order.hasNote() ? 1 : 0) + order.status().ordinal();
                for (Line line : order.lines()) {
                  sum += sum(line.sku()) + (long) line.price();
                }
                for (int i = 0; i < order.quantities().size(); i++) {
                  sum += order.quantities().get(i);
                }
                for (CharSequence tag : order.tags()) {
                  sum += sum(tag);
                }
                for (Slice tag : order.tagBytes()) {
                  sum += tag.length();
                }
                sum += order.card().number() + order.voucher().length() + order.paymentCase();
                for (Label label : order.labels()) {
                  sum += sum(label.key()) + label.value();
                }
                Label label = order.labels().find("b");
                Item item = order.items().find(2);
                sum += label == null ? 0 : label.value();
                sum += item == null ? 0 : sum(item.value().sku());
                return sum + order.priority() + order.flags();
              }

              private static long sum(CharSequence text) {
                long sum = 0;
                for (int i = 0; i < text.length(); i++) {
                  sum += text.charAt(i);
                }
                return sum;
              }
            }
            """);

    private static byte[] order() {
        UnknownFieldSet.Builder line = fields().addField(1, text("a-1")).addField(2, fixed64(0x4000000000000000L));
        return bytes(fields().addField(1, varint(7))
                .addField(2, text("grün 😀"))
                .addField(3, message(line, line, line))
                .addField(4, varint(1, 2, 3))
                .addField(5, text("x", "ÿ", ""))
                .addField(6, varint(2))
                .addField(7, message(fields().addField(1, text("Elm"))))
                .addField(8, message(fields().addField(1, fixed64(4))))
                .addField(9, text("free"))
                .addField(
                        10,
                        message(
                                fields().addField(1, text("a")).addField(2, varint(1)),
                                fields().addField(1, text("b")).addField(2, varint(2)),
                                fields().addField(1, text("a")).addField(2, varint(3))))
                .addField(11, message(fields().addField(1, varint(2)).addField(2, message(line))))
                .addField(12, varint(2))
                .addField(14, varint(5)));
    }

    @Test
    void readingAllocatesNothing() {
        @SuppressWarnings("unchecked")
        ToLongFunction<byte[]> reader = (ToLongFunction<byte[]>) SHOP.make("Views$Reader");
        byte[] order = order();
        long expected = reader.applyAsLong(order);
        long least = Long.MAX_VALUE;
        long sum = 0;
        run(reader, order, 20_000);
        // Uses the best of several rounds. The JIT compiler may still replace code in the background, and this can
        // allocate.
        for (int round = 0; round < 20 && least > 0; round++) {
            long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            sum = run(reader, order, 1_000);
            least = Math.min(
                    least,
                    THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before);
        }
        assertThat(sum).isEqualTo(1_000 * expected);
        assertThat(least).isEqualTo(0);
    }

    private static long run(ToLongFunction<byte[]> reader, byte[] message, int times) {
        long sum = 0;
        for (int i = 0; i < times; i++) {
            sum += reader.applyAsLong(message);
        }
        return sum;
    }

    @Test
    void rejectsReadsAfterRequest() throws ReflectiveOperationException {
        Object decoder = SHOP.decoder("Order");
        Object order = parse(decoder, order());
        List<Object> handedOut = List.of(
                order,
                get(order, "note"),
                get(order, "lines"),
                get(get(order, "lines"), "iterator"),
                get(get(order, "lines"), "get", 0),
                get(order, "quantities"),
                get(order, "tags"),
                get(get(order, "tags"), "get", 1),
                get(order, "tagTexts"),
                get(order, "tagBytes"),
                get(order, "address"),
                get(order, "card"),
                get(order, "labels"),
                get(get(order, "labels"), "find", "a"),
                get(order, "items"));
        new DecoderScope(() -> (RecordView) decoder).endOfRequest(1 << 20);
        for (Object object : handedOut) {
            assertEnded(object);
        }
    }

    /** Asserts that all methods without parameters throw, because the object is no longer valid. */
    private static void assertEnded(Object object) throws ReflectiveOperationException {
        for (Class<?> type : object.getClass().getInterfaces()) {
            for (Method method : type.getMethods()) {
                boolean isOurs = method.getDeclaringClass() != CharSequence.class || !method.isDefault();
                if (method.getParameterCount() == 0
                        && isOurs
                        && !List.of("spliterator", "remove").contains(method.getName())) {
                    IllegalStateException thrown = assertThrows(
                            IllegalStateException.class,
                            () -> get(object, method.getName()),
                            () -> object.getClass() + "." + method.getName());
                    assertWithMessage(method.toString())
                            .that(thrown)
                            .hasMessageThat()
                            .contains("Tip: copy");
                }
            }
        }
    }

    @Test
    void failedMessageCannotBeRead() {
        Object decoder = SHOP.decoder("Order");
        Object order = parse(decoder, order());
        assertThrows(HttpException.class, () -> parse(decoder, new byte[] {1 << 3}));
        assertThrows(IllegalStateException.class, () -> get(order, "userId"));
        assertThat(get(parse(decoder, order()), "userId")).isEqualTo(7);
    }

    @Test
    void doesNotKeepTextOfLastMessage() {
        Object decoder = SHOP.decoder("Order");
        CharSequence note = (CharSequence) get(parse(decoder, order()), "note");
        parse(decoder, order());
        assertThrows(IllegalStateException.class, note::toString);
    }

    @Test
    void releasesGrownTape() {
        Object decoder = SHOP.decoder("Order");
        UnknownFieldSet.Field.Builder numbers = UnknownFieldSet.Field.newBuilder();
        for (int i = 0; i < 10_000; i++) {
            numbers.addVarint(i);
        }
        DecoderScope scope = new DecoderScope(() -> (RecordView) decoder);
        parse(decoder, bytes(fields().addField(4, numbers.build())));
        scope.endOfRequest(1 << 20);
        assertThat(scope.retainedBytes()).isAtLeast(80_000);
        parse(decoder, order());
        scope.endOfRequest(4_096);
        assertThat(scope.retainedBytes()).isAtMost(4_096);
        assertThat(get(parse(decoder, order()), "userId")).isEqualTo(7);
    }
}
