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

import com.google.protobuf.UnknownFieldSet;
import com.sun.management.ThreadMXBean;
import dev.interlock.generated.proto.DecoderScope;
import dev.interlock.generated.proto.RecordView;
import dev.interlock.proto.Repeated;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that all objects that a view returns keep their content while the message is read. */
final class ViewContentTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final DecoderFixture SHOP = new DecoderFixture("shop", """
            @ProtoView("shop.NewOrder") interface Order {
              CharSequence note();
              Repeated<Line> lines();
              @ProtoField("lines") Repeated<Sku> skus();
              Repeated<CharSequence> tags();
              @ProtoField("tags") Repeated<Slice> tagBytes();
              @ProtoField("tags") Repeated<String> tagTexts();
              RepeatedInt quantities();
              Card card();
              Slice voucher();
              Entries<Label> labels();
              Entries<Item> items();
            }
            @ProtoView("shop.Line") interface Line { CharSequence sku(); double price(); }
            @ProtoView("shop.Line") interface Sku { Slice sku(); @ProtoField("sku") CharSequence text(); }
            @ProtoView("shop.Card") interface Card { long number(); }
            @ProtoView("shop.NewOrder.LabelsEntry") interface Label { CharSequence key(); long value(); }
            @ProtoView("shop.NewOrder.ItemsEntry") interface Item { long key(); Line value(); }

            /** Each idiom gives what it read, which has to be what the message has: "a:1 b:2 c:3", "x y x". */
            final class Idioms {
              private Idioms() {}

              private static String line(Line line) { return line.sku() + ":" + (int) line.price(); }

              static String[] getBesideGet(Order order) {
                Line first = order.lines().get(0);
                Line last = order.lines().get(2);
                return new String[] {"c:3 b:2 a:1", line(last) + " " + line(order.lines().get(1)) + " " + line(first)};
              }

              static String[] loopIntoList(Order order) {
                java.util.List<Line> all = new java.util.ArrayList<>();
                for (Line line : order.lines()) {
                  all.add(line);
                }
                return new String[] {"a:1 b:2 c:3", line(all.get(0)) + " " + line(all.get(1)) + " " + line(all.get(2))};
              }

              static String[] sortedStream(Order order) {
                return new String[] {"[c:3, b:2, a:1]",
                    java.util.stream.StreamSupport.stream(order.lines().spliterator(), false)
                        .sorted(java.util.Comparator.comparingDouble(Line::price).reversed())
                        .map(Idioms::line).toList().toString()};
              }

              static String[] greatestOfStream(Order order) {
                return new String[] {"c:3 a:1",
                    line(java.util.stream.StreamSupport.stream(order.lines().spliterator(), false)
                        .max(java.util.Comparator.comparingDouble(Line::price)).orElseThrow())
                    + " " + line(java.util.stream.StreamSupport.stream(order.lines().spliterator(), false)
                        .min(java.util.Comparator.comparingDouble(Line::price)).orElseThrow())};
              }

              static String[] previousBesideCurrent(Order order) {
                String read = "";
                Line previous = null;
                for (Line line : order.lines()) {
                  read += previous == null ? "" : line(previous) + line(line) + " ";
                  previous = line;
                }
                return new String[] {"a:1b:2 b:2c:3 ", read};
              }

              static String[] nestedLoops(Order order) {
                String read = "";
                for (Line outer : order.lines()) {
                  for (Line inner : order.lines()) {
                    read += outer.sku().toString() + inner.sku() + " ";
                  }
                }
                return new String[] {"aa ab ac ba bb bc ca cb cc ", read};
              }

              static String[] twoIterators(Order order) {
                java.util.Iterator<CharSequence> one = order.tags().iterator();
                java.util.Iterator<CharSequence> other = order.tags().iterator();
                one.next();
                one.next();
                return new String[] {"x x", other.next() + " " + one.next()};
              }

              static String[] finishedIterator(Order order) {
                java.util.Iterator<Line> one = order.lines().iterator();
                one.forEachRemaining(line -> {});
                boolean before = one.hasNext();
                order.lines().iterator().next();
                return new String[] {"false false", before + " " + one.hasNext()};
              }

              static String[] nestedLoopsOverStrings(Order order) {
                String read = "";
                for (String outer : order.tagTexts()) {
                  for (String inner : order.tagTexts()) {
                    read += outer + inner + " ";
                  }
                }
                return new String[] {"xx xy xx yx yy yx xx xy xx ", read};
              }

              static String[] findBesideFind(Order order) {
                Label k = order.labels().find("k");
                Label l = order.labels().find("l");
                Label none = order.labels().find("none");
                return new String[] {"k=1 l=2 null",
                    k.key() + "=" + k.value() + " " + l.key() + "=" + l.value() + " " + none};
              }

              static String[] findBesideLoop(Order order) {
                Label k = order.labels().find("k");
                String read = "";
                for (Label label : order.labels()) {
                  read += label.key() + " " + k.key() + " ";
                }
                return new String[] {"k k l k ", read};
              }

              static String[] findOfIntegersBesideFind(Order order) {
                Line one = order.items().find(1).value();
                Line two = order.items().find(2).value();
                return new String[] {"a:1 b:2", line(one) + " " + line(two)};
              }

              static String[] textsBesideTexts(Order order) {
                CharSequence x = order.tags().get(0);
                CharSequence y = order.tags().get(1);
                return new String[] {"xy1" + order.tags().get(2), "" + x + y + y.length() + x};
              }

              static String[] textsOfElements(Order order) {
                CharSequence a = order.lines().get(0).sku();
                CharSequence b = order.lines().get(1).sku();
                return new String[] {"a b", a + " " + b};
              }

              static String[] slicesBesideSlices(Order order) {
                Slice x = order.tagBytes().get(0);
                Slice y = order.tagBytes().get(1);
                return new String[] {"xy xy", x.toString() + y + " " + x.chars() + y.chars()};
              }

              static String[] slicesOfElements(Order order) {
                Slice a = order.skus().get(0).sku();
                Slice b = order.skus().get(1).sku();
                return new String[] {"a b", a + " " + b};
              }

              static String[] twoViewsOfOneField(Order order) {
                Line a = order.lines().get(0);
                Sku b = order.skus().get(1);
                Line c = order.lines().get(2);
                Sku again = order.skus().get(0);
                return new String[] {"a:1 b c:3 aa",
                    line(a) + " " + b.text() + " " + line(c) + " " + again.sku() + again.text()};
              }

              static String[] lookedUpInASet(Order order) {
                java.util.Set<CharSequence> seen = new java.util.HashSet<>();
                String read = "";
                for (CharSequence tag : order.tags()) {
                  read += seen.add(tag) + " ";
                }
                return new String[] {"true true false 2", read + seen.size()};
              }

              static String[] keysOfAMap(Order order) {
                java.util.Map<CharSequence, Line> bySku = new java.util.TreeMap<>();
                java.util.Map<CharSequence, Line> hashed = new java.util.HashMap<>();
                for (Line line : order.lines()) {
                  bySku.put(line.sku(), line);
                  hashed.put(line.sku(), line);
                }
                CharSequence b = order.skus().get(1).text();
                return new String[] {"[a, b, c] b:2 b:2",
                    bySku.keySet() + " " + line(bySku.get(b)) + " " + line(hashed.get(b))};
              }

              static String[] comparedTexts(Order order) {
                CharSequence x = order.tags().get(0);
                CharSequence y = order.tags().get(1);
                return new String[] {"true false true true",
                    x.equals(order.tags().get(2)) + " " + x.equals(y) + " " + "x".contentEquals(x)
                    + " " + (x.hashCode() == "x".hashCode())};
              }

              static String[] decodedOnce(Order order) {
                CharSequence note = order.note();
                String read = "";
                for (int i = 0; i < order.note().length(); i++) {
                  read += order.note().charAt(i);
                }
                return new String[] {"grün grün", note + " " + read};
              }

              static String[] memberOfAOneofBesideTheOther(Order order) {
                Slice voucher = order.voucher();
                Card card = order.card();
                return new String[] {"free 0 free", voucher + " " + card.number() + " " + order.voucher()};
              }
            }

            /** Keeps all elements of a message at once, and counts those that are distinct. */
            final class Keeper implements java.util.function.ToLongFunction<byte[]> {
              private final Views_OrderDecoder decoder = new Views_OrderDecoder();
              private final Object[] kept = new Object[16];

              public Keeper() {}

              @Override public long applyAsLong(byte[] message) {
                Order order = decoder.parse(message, 0, message.length);
                return keep(order.lines()) + keep(order.tags()) + keep(order.tagBytes()) + keep(order.labels());
              }

              private long keep(Repeated<?> elements) {
                int count = 0;
                for (Object element : elements) {
                  kept[count++] = element;
                }
                long distinct = 0;
                for (int i = 0; i < count; i++) {
                  distinct += i == 0 || kept[i] != kept[i - 1] && kept[i] != kept[0] ? 1 : 0;
                }
                return distinct;
              }
            }
            """);

    private static UnknownFieldSet.Builder line(String sku, double price) {
        return fields().addField(1, text(sku)).addField(2, fixed64(Double.doubleToLongBits(price)));
    }

    private static UnknownFieldSet.Builder label(String key, long value) {
        return fields().addField(1, text(key)).addField(2, varint(value));
    }

    private static UnknownFieldSet.Builder item(long key, UnknownFieldSet.Builder value) {
        return fields().addField(1, varint(key)).addField(2, message(value));
    }

    private static byte[] order() {
        return bytes(fields().addField(2, text("grün"))
                .addField(3, message(line("a", 1), line("b", 2), line("c", 3)))
                .addField(5, text("x", "y", "x"))
                .addField(9, text("free"))
                .addField(10, message(label("k", 1), label("l", 2)))
                .addField(11, message(item(1, line("a", 1)), item(2, line("b", 2)))));
    }

    static Stream<String> idioms() {
        return Arrays.stream(SHOP.type("Views$Idioms").getDeclaredMethods())
                .filter(method -> method.getReturnType() == String[].class)
                .map(Method::getName)
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("idioms")
    void keepsContent(String idiom) throws ReflectiveOperationException {
        Object decoder = SHOP.decoder("Order");
        // The decoder reuses the objects of the first message for the second message.
        for (int message = 0; message < 2; message++) {
            Object order = parse(decoder, order());
            Method method = SHOP.type("Views$Idioms").getDeclaredMethod(idiom, SHOP.type("Views$Order"));
            method.setAccessible(true);
            String[] expectedAndRead = (String[]) method.invoke(null, order);
            assertThat(expectedAndRead[1]).isEqualTo(expectedAndRead[0]);
        }
    }

    @Test
    void keepsContentBeyondRetainedObjects() {
        int count = 40_000;
        UnknownFieldSet.Field.Builder tags = UnknownFieldSet.Field.newBuilder();
        List<UnknownFieldSet.Builder> lines = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            expected.add("text " + i);
            tags.mergeFrom(text("text " + i));
            lines.add(line("text " + i, i));
        }
        byte[] message = bytes(fields().addField(3, message(lines.toArray(UnknownFieldSet.Builder[]::new)))
                .addField(5, tags.build()));
        Object order = parse(SHOP.decoder("Order"), message);
        List<String> read = new ArrayList<>();
        List<Object> views = listOf((Repeated<?>) get(order, "lines"));
        views.forEach(view -> read.add(get(view, "sku").toString()));
        assertThat(read).isEqualTo(expected);
        assertThat(listOf((Repeated<?>) get(order, "tags")).stream()
                        .map(Object::toString)
                        .toList())
                .isEqualTo(expected);
        assertThat(listOf((Repeated<?>) get(order, "tagBytes")).stream()
                        .map(Object::toString)
                        .toList())
                .isEqualTo(expected);
    }

    private static List<Object> listOf(Repeated<?> elements) {
        List<Object> list = new ArrayList<>();
        elements.forEach(list::add);
        return list;
    }

    @Test
    void freesObjectsOfLargeMessage() {
        List<UnknownFieldSet.Builder> lines = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            lines.add(line("sku", i));
        }
        byte[] large = bytes(fields().addField(3, message(lines.toArray(UnknownFieldSet.Builder[]::new))));
        DecoderScope scope = new DecoderScope(() -> (RecordView) SHOP.decoder("Order"));
        RecordView before = scope.view();
        assertThat(listOf((Repeated<?>) get(parse(before, large), "lines"))).hasSize(100_000);
        scope.endOfRequest(1 << 20);
        assertThat(scope.retainedBytes()).isAtMost(1 << 20);
        assertThat(scope.view()).isNotSameInstanceAs(before);
        assertThat(listOf((Repeated<?>) get(parse(scope.view(), order()), "lines")))
                .hasSize(3);
        RecordView kept = scope.view();
        scope.endOfRequest(1 << 20);
        assertThat(scope.view()).isSameInstanceAs(kept);
    }

    @Test
    void objectsAllocateNothingInSteadyState() {
        @SuppressWarnings("unchecked")
        ToLongFunction<byte[]> reader = (ToLongFunction<byte[]>) SHOP.make("Views$Keeper");
        byte[] message = order();
        long least = Long.MAX_VALUE;
        long sum = run(reader, message, 20_000);
        assertThat(sum).isEqualTo(20_000 * (3 + 3 + 3 + 2));
        // Uses the best of several rounds. The JIT compiler may still replace code in the background, and this can
        // allocate.
        for (int round = 0; round < 20 && least > 0; round++) {
            long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            run(reader, message, 1_000);
            least = Math.min(
                    least,
                    THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before);
        }
        assertThat(least).isEqualTo(0);
    }

    private static long run(ToLongFunction<byte[]> reader, byte[] message, int times) {
        long sum = 0;
        for (int i = 0; i < times; i++) {
            sum += reader.applyAsLong(message);
        }
        return sum;
    }
}
