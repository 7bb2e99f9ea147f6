package dev.interlock.processor.write.proto;

import static com.google.common.truth.Truth.assertThat;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_BYTES;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_DOUBLE;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_INT32;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_MESSAGE;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_STRING;
import static dev.interlock.processor.write.proto.DecoderFixture.bytes;
import static dev.interlock.processor.write.proto.DecoderFixture.fields;
import static dev.interlock.processor.write.proto.DecoderFixture.message;
import static dev.interlock.processor.write.proto.DecoderFixture.parse;
import static dev.interlock.processor.write.proto.DecoderFixture.text;
import static dev.interlock.processor.write.proto.DecoderFixture.varint;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.DescriptorProtos.MessageOptions;
import com.google.protobuf.UnknownFieldSet;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests that the elements of a list keep their content while the message is read. The test uses several elements of one
 * list at the same time.
 */
final class ListContentTest {
    private static final DecoderFixture TREE = new DecoderFixture("tree", schema(), """
            @ProtoView("tree.Node") interface Node {
              CharSequence name();
              Repeated<CharSequence> tags();
              @ProtoField("tags") Repeated<Slice> slices();
              @ProtoField("tags") Repeated<String> strings();
              RepeatedInt counts();
              RepeatedDouble weights();
              Repeated<byte[]> keys();
              Repeated<Node> nodes();
              @ProtoField("nodes") Repeated<Leaf> leaves();
              Entries<Named> named();
              Node child();
            }
            @ProtoView("tree.Node") interface Leaf {
              Repeated<CharSequence> tags();
              RepeatedInt counts();
            }
            @ProtoView("tree.Node.NamedEntry") interface Named { CharSequence key(); Node value(); }

            /** Each idiom gives what the message has, and what it read. */
            final class Idioms {
              private Idioms() {}

              private static String all(Repeated<?> elements) {
                String read = "";
                for (Object element : elements) {
                  read += element + " ";
                }
                return read.strip();
              }

              private static String all(RepeatedInt numbers) {
                return java.util.Arrays.toString(numbers.toArray());
              }

              private static String names(Repeated<Node> nodes) {
                String read = "";
                for (Node node : nodes) {
                  read += node.name() + " ";
                }
                return read.strip();
              }

              static String[] textsOfTwoElements(Node root) {
                Repeated<CharSequence> a = root.nodes().get(0).tags();
                Repeated<CharSequence> b = root.nodes().get(1).tags();
                CharSequence a1 = a.get(1);
                CharSequence b0 = b.get(0);
                return new String[] {"a1 b0 | a0 a1 | b0 b1 b2 | a1 b0",
                    a1 + " " + b0 + " | " + all(a) + " | " + all(b) + " | " + a1 + " " + b0};
              }

              static String[] stringsOfTwoElements(Node root) {
                Repeated<String> a = root.nodes().get(0).strings();
                Repeated<String> b = root.nodes().get(1).strings();
                return new String[] {"2 3 a0 a1 | b0 b1 b2", a.size() + " " + b.size() + " " + all(a) + " | " + all(b)};
              }

              static String[] slicesOfTwoElements(Node root) {
                Repeated<Slice> a = root.nodes().get(0).slices();
                Repeated<Slice> b = root.nodes().get(1).slices();
                Slice a0 = a.get(0);
                return new String[] {"b0 b1 b2 | a0 a1 | a0", all(b) + " | " + all(a) + " | " + a0};
              }

              static String[] bytesOfTwoElements(Node root) {
                Repeated<byte[]> a = root.nodes().get(0).keys();
                Repeated<byte[]> b = root.nodes().get(1).keys();
                return new String[] {"1 2 a-key", b.size() - a.size() + " " + b.size() + " " + new String(a.get(0),
                    java.nio.charset.StandardCharsets.US_ASCII)};
              }

              static String[] numbersOfTwoElements(Node root) {
                RepeatedInt a = root.nodes().get(0).counts();
                RepeatedInt b = root.nodes().get(1).counts();
                RepeatedDouble x = root.nodes().get(0).weights();
                RepeatedDouble y = root.nodes().get(1).weights();
                return new String[] {"[1] [2, 3] 1 2", all(a) + " " + all(b) + " " + x.size() + " " + y.size()};
              }

              static String[] messagesOfTwoElements(Node root) {
                Repeated<Node> a = root.nodes().get(0).nodes();
                Repeated<Node> b = root.nodes().get(1).nodes();
                Node aFirst = a.get(0);
                return new String[] {"ba bb | aa ab | aa", names(b) + " | " + names(a) + " | " + aFirst.name()};
              }

              static String[] listsOfAllElementsCollected(Node root) {
                java.util.List<Repeated<CharSequence>> tags = new java.util.ArrayList<>();
                java.util.List<RepeatedInt> counts = new java.util.ArrayList<>();
                for (Node node : root.nodes()) {
                  tags.add(node.tags());
                  counts.add(node.counts());
                }
                return new String[] {"a0 a1 | b0 b1 b2 | [1] | [2, 3]",
                    all(tags.get(0)) + " | " + all(tags.get(1)) + " | "
                    + all(counts.get(0)) + " | " + all(counts.get(1))};
              }

              static String[] listsOfElementsOfElements(Node root) {
                Repeated<CharSequence> aa = root.nodes().get(0).nodes().get(0).tags();
                Repeated<CharSequence> ab = root.nodes().get(0).nodes().get(1).tags();
                Repeated<CharSequence> ba = root.nodes().get(1).nodes().get(0).tags();
                Repeated<CharSequence> b = root.nodes().get(1).tags();
                return new String[] {"ba0 | ab0 | aa0 | b0 b1 b2",
                    all(ba) + " | " + all(ab) + " | " + all(aa) + " | " + all(b)};
              }

              static String[] listsOfMessagesOfTwoElements(Node root) {
                Repeated<CharSequence> a = root.nodes().get(0).child().tags();
                Repeated<CharSequence> absent = root.nodes().get(1).child().tags();
                Repeated<CharSequence> own = root.child().tags();
                return new String[] {"a-child | | child", all(a) + " | " + all(absent) + "| " + all(own)};
              }

              static String[] listsOfTwoViewsOfOneField(Node root) {
                Repeated<CharSequence> a = root.nodes().get(0).tags();
                Repeated<CharSequence> b = root.leaves().get(1).tags();
                RepeatedInt counts = root.leaves().get(0).counts();
                return new String[] {"b0 b1 b2 | [1] | a0 a1", all(b) + " | " + all(counts) + " | " + all(a)};
              }

              static String[] listOfFoundValueBesideAnother(Node root) {
                Repeated<CharSequence> x = root.named().find("x").value().tags();
                Repeated<CharSequence> y = root.named().find("y").value().tags();
                return new String[] {"x0 x1 | y0", all(x) + " | " + all(y)};
              }

              static String[] listOfFoundValueBesideLoop(Node root) {
                Repeated<CharSequence> y = root.named().find("y").value().tags();
                String read = "";
                for (Named entry : root.named()) {
                  read += entry.key() + ": " + all(entry.value().tags()) + ", " + all(y) + "; ";
                }
                return new String[] {"x: x0 x1, y0; y: y0, y0; ", read};
              }

              static String[] mapsOfTwoElements(Node root) {
                Entries<Named> a = root.nodes().get(0).named();
                Entries<Named> b = root.nodes().get(1).named();
                Named inA = a.find("x");
                Named inB = b.find("x");
                return new String[] {"in-a in-b 1 1 null",
                    inA.value().name() + " " + inB.value().name() + " " + a.size() + " " + b.size() + " "
                    + a.find("y")};
              }

              static String[] nestedIteratorsOverOneList(Node root) {
                Repeated<CharSequence> tags = root.nodes().get(1).tags();
                String read = "";
                for (CharSequence outer : tags) {
                  for (CharSequence inner : tags) {
                    read += outer.charAt(1) + "" + inner.charAt(1) + " ";
                  }
                }
                return new String[] {"00 01 02 10 11 12 20 21 22 ", read};
              }

              static String[] nestedLoopsOverAllLevels(Node root) {
                String read = "";
                for (Node outer : root.nodes()) {
                  for (Node inner : outer.nodes()) {
                    for (Node other : root.nodes()) {
                      read += outer.name().toString() + inner.name() + other.name() + all(inner.tags()) + " ";
                    }
                  }
                }
                return new String[] {"aaaaaa0 aaabaa0 aabaab0 aabbab0 bbaaba0 bbabba0 bbbabb0 bbbbbb0 ", read};
              }

              static String[] iteratorsOfTwoElementsInTurns(Node root) {
                java.util.Iterator<CharSequence> a = root.nodes().get(0).tags().iterator();
                java.util.Iterator<CharSequence> b = root.nodes().get(1).tags().iterator();
                String read = "";
                while (a.hasNext()) {
                  read += b.next() + " " + a.next() + " ";
                }
                return new String[] {"b0 a0 b1 a1 b2", read + b.next()};
              }

              static String[] oneListAskedForTwice(Node root) {
                Repeated<Node> once = root.nodes();
                Repeated<CharSequence> a = once.get(0).tags();
                Repeated<Node> again = root.nodes();
                Repeated<CharSequence> b = again.get(1).tags();
                return new String[] {"a0 a1 | b0 b1 b2 | a b", all(a) + " | " + all(b) + " | " + names(once)};
              }
            }
            """);

    private static FileDescriptorSet schema() {
        DescriptorProto.Builder entry = DescriptorProto.newBuilder()
                .setName("NamedEntry")
                .setOptions(MessageOptions.newBuilder().setMapEntry(true))
                .addField(field("key", 1, TYPE_STRING, Label.LABEL_OPTIONAL))
                .addField(field("value", 2, TYPE_MESSAGE, Label.LABEL_OPTIONAL).setTypeName(".tree.Node"));
        DescriptorProto.Builder node = DescriptorProto.newBuilder()
                .setName("Node")
                .addField(field("name", 1, TYPE_STRING, Label.LABEL_OPTIONAL))
                .addField(field("tags", 2, TYPE_STRING, Label.LABEL_REPEATED))
                .addField(field("counts", 3, TYPE_INT32, Label.LABEL_REPEATED))
                .addField(field("weights", 4, TYPE_DOUBLE, Label.LABEL_REPEATED))
                .addField(field("keys", 5, TYPE_BYTES, Label.LABEL_REPEATED))
                .addField(field("nodes", 6, TYPE_MESSAGE, Label.LABEL_REPEATED).setTypeName(".tree.Node"))
                .addField(field("named", 7, TYPE_MESSAGE, Label.LABEL_REPEATED).setTypeName(".tree.Node.NamedEntry"))
                .addField(field("child", 8, TYPE_MESSAGE, Label.LABEL_OPTIONAL).setTypeName(".tree.Node"))
                .addNestedType(entry);
        return FileDescriptorSet.newBuilder()
                .addFile(FileDescriptorProto.newBuilder()
                        .setName("tree.proto")
                        .setPackage("tree")
                        .setSyntax("proto3")
                        .addMessageType(node))
                .build();
    }

    private static FieldDescriptorProto.Builder field(
            String name, int number, FieldDescriptorProto.Type type, Label label) {
        return FieldDescriptorProto.newBuilder()
                .setName(name)
                .setJsonName(name)
                .setNumber(number)
                .setType(type)
                .setLabel(label);
    }

    private static UnknownFieldSet.Builder node(String name, String... tags) {
        return fields().addField(1, text(name)).addField(2, text(tags));
    }

    private static UnknownFieldSet.Builder named(String key, UnknownFieldSet.Builder value) {
        return fields().addField(1, text(key)).addField(2, message(value));
    }

    private static byte[] root() {
        UnknownFieldSet.Builder a = node("a", "a0", "a1")
                .addField(3, varint(1))
                .addField(4, DecoderFixture.fixed64(0))
                .addField(5, text("a-key"))
                .addField(6, message(node("aa", "aa0"), node("ab", "ab0")))
                .addField(7, message(named("x", node("in-a"))))
                .addField(8, message(node("", "a-child")));
        UnknownFieldSet.Builder b = node("b", "b0", "b1", "b2")
                .addField(3, varint(2, 3))
                .addField(
                        4,
                        UnknownFieldSet.Field.newBuilder()
                                .addFixed64(0)
                                .addFixed64(0)
                                .build())
                .addField(5, text("b-key", "b-key2"))
                .addField(6, message(node("ba", "ba0"), node("bb", "bb0")))
                .addField(7, message(named("x", node("in-b"))));
        return bytes(node("root")
                .addField(6, message(a, b))
                .addField(7, message(named("x", node("", "x0", "x1")), named("y", node("", "y0"))))
                .addField(8, message(node("", "child"))));
    }

    static Stream<String> idioms() {
        return Arrays.stream(TREE.type("Views$Idioms").getDeclaredMethods())
                .filter(method -> method.getReturnType() == String[].class)
                .map(Method::getName)
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("idioms")
    void keepsContent(String idiom) throws ReflectiveOperationException {
        Object decoder = TREE.decoder("Node");
        // The decoder reuses the objects of the first message for the second message.
        for (int message = 0; message < 2; message++) {
            Object root = parse(decoder, root());
            Method method = TREE.type("Views$Idioms").getDeclaredMethod(idiom, TREE.type("Views$Node"));
            method.setAccessible(true);
            String[] expectedAndRead = (String[]) method.invoke(null, root);
            assertThat(expectedAndRead[1]).isEqualTo(expectedAndRead[0]);
        }
    }
}
