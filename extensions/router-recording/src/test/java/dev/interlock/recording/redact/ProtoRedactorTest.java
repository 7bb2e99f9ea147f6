package dev.interlock.recording.redact;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Struct;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.Value;
import dev.interlock.bytes.ByteWriter;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Redaction of protobuf messages, compared with protobuf-java. */
final class ProtoRedactorTest {
    private static final byte[] KEY = "0123456789abcdef".getBytes(UTF_8);
    private static final String MASK = "~[\\w-]{22}";

    private final ProtoRedactor redactor = new ProtoRedactor(new Pseudonyms(KEY));

    private byte[] redact(byte[] message, String... types) {
        ByteWriter out = new ByteWriter(0);
        boolean isWhole = redactor.append(MessageGraph.of(List.of(types)), message, 0, message.length, out);
        assertThat(isWhole).isTrue();
        return Arrays.copyOf(out.array(), out.length());
    }

    private static FileDescriptorProto file() {
        return FileDescriptorProto.newBuilder()
                .setName("secret.proto")
                .setPackage("shop")
                .addDependency("a.proto")
                .addDependency("b.proto")
                .addMessageType(DescriptorProto.newBuilder()
                        .setName("Order")
                        .addField(FieldDescriptorProto.newBuilder()
                                .setName("card")
                                .setNumber(1234567))
                        .addNestedType(DescriptorProto.newBuilder().setName("Inner")))
                .build();
    }

    @Test
    void keepsMessagesWithoutSecrets() {
        byte[] bytes = file().toByteArray();
        assertThat(redact(bytes, "99/x/x=text")).isEqualTo(bytes);
    }

    @Test
    void hidesTextAtAnyDepth() throws Exception {
        // The name of a message is in field 1 of DescriptorProto, which contains itself in field 3.
        FileDescriptorProto hidden = FileDescriptorProto.parseFrom(redact(
                file().toByteArray(),
                "3/dependency/dependency[]=text 4/messageType/message_type[]>1",
                "1/name/name=text 2/field/field[]>2 3/nestedType/nested_type[]>1",
                "1/name/name=text 3/number/number=number"));
        assertThat(hidden.getName()).isEqualTo("secret.proto");
        assertThat(hidden.getDependencyCount()).isEqualTo(2);
        assertThat(hidden.getDependency(0)).matches(MASK);
        assertThat(hidden.getDependency(1)).isNotEqualTo(hidden.getDependency(0));
        DescriptorProto order = hidden.getMessageType(0);
        assertThat(order.getName()).matches(MASK);
        assertThat(order.getField(0).getName()).matches(MASK);
        assertThat(order.getField(0).getNumber()).isNotEqualTo(1234567);
        assertThat(order.getField(0).getNumber()).isGreaterThan(0);
        assertThat(order.getNestedType(0).getName()).matches(MASK);
        assertThat(hidden.toBuilder().clearDependency().clearMessageType().build())
                .isEqualTo(
                        file().toBuilder().clearDependency().clearMessageType().build());
    }

    @Test
    void hidesValuesOfMaps() throws Exception {
        Struct struct = Struct.newBuilder()
                .putFields("a", Value.newBuilder().setStringValue("secret1").build())
                .putFields("b", Value.newBuilder().setNumberValue(7).build())
                .build();
        Struct hidden = Struct.parseFrom(redact(
                struct.toByteArray(),
                "1/fields/fields{}>1",
                "2/numberValue/number_value=number 3/stringValue/string_value=text"));
        assertThat(hidden.getFieldsMap().keySet()).containsExactly("a", "b");
        assertThat(hidden.getFieldsOrThrow("a").getStringValue()).matches(MASK);
        assertThat(hidden.getFieldsOrThrow("b").getNumberValue()).isNotEqualTo(7.0);
    }

    @Test
    void leavesOutSecretsOfOtherWireTypes() throws Exception {
        UnknownFieldSet.Field secret = UnknownFieldSet.Field.newBuilder()
                .addVarint(42)
                .addFixed64(43)
                .addLengthDelimited(ByteString.copyFromUtf8("packed"))
                .addGroup(UnknownFieldSet.newBuilder()
                        .addField(
                                1,
                                UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                        .build())
                .build();
        byte[] bytes = UnknownFieldSet.newBuilder()
                .addField(1, secret)
                .addField(2, secret)
                .build()
                .toByteArray();
        assertThat(UnknownFieldSet.parseFrom(redact(bytes, "2/x/x=other")))
                .isEqualTo(UnknownFieldSet.newBuilder().addField(1, secret).build());
        UnknownFieldSet.Field ofText =
                UnknownFieldSet.parseFrom(redact(bytes, "2/x/x=text")).getField(2);
        assertThat(ofText.getVarintList()).isEmpty();
        assertThat(ofText.getGroupList()).isEmpty();
        assertThat(ofText.getLengthDelimitedList()).hasSize(1);
        UnknownFieldSet.Field ofMessage = UnknownFieldSet.parseFrom(
                        redact(new byte[] {0x10, 0x2a}, "2/x/x>1", "1/y/y=text"))
                .getField(2);
        assertThat(ofMessage.getVarintList()).isEmpty();
    }

    /** A group with a secret inside. */
    @Test
    void hidesWithinGroups() throws Exception {
        UnknownFieldSet inner = UnknownFieldSet.newBuilder()
                .addField(
                        1,
                        UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(ByteString.copyFromUtf8("secret"))
                                .build())
                .build();
        byte[] bytes = UnknownFieldSet.newBuilder()
                .addField(5, UnknownFieldSet.Field.newBuilder().addGroup(inner).build())
                .build()
                .toByteArray();
        UnknownFieldSet hidden = UnknownFieldSet.parseFrom(redact(bytes, "5/group/Group>1", "1/s/s=text"));
        assertThat(hidden.getField(5)
                        .getGroupList()
                        .get(0)
                        .getField(1)
                        .getLengthDelimitedList()
                        .get(0)
                        .toStringUtf8())
                .matches(MASK);
    }

    @Test
    void rejectsEachPrefix() {
        byte[] bytes = file().toByteArray();
        MessageGraph graph = MessageGraph.of(List.of("4/m/m[]>1", "1/name/name=text"));
        int rejected = 0;
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            boolean isMessage;
            try {
                isMessage = FileDescriptorProto.parseFrom(cut).isInitialized();
            } catch (com.google.protobuf.InvalidProtocolBufferException e) {
                isMessage = false;
            }
            boolean accepted = redactor.append(graph, cut, 0, length, new ByteWriter(0));
            assertWithMessage("%s bytes", length).that(accepted || !isMessage).isTrue();
            rejected += accepted ? 0 : 1;
        }
        assertThat(rejected).isGreaterThan(20);
    }

    @Test
    void namesSecretsOfJson() {
        MessageGraph graph = MessageGraph.of(List.of(
                "1/cardNumber/card_number=text 2/items/items[]>1 3/byKey/by_key{}=text",
                "1/note/note=text 2/items/items[]>1"));
        JsonRedactor json =
                new JsonRedactor(new Pseudonyms(KEY), new NameCache(name -> 0, 1), (value, from, to) -> null);
        byte[] text =
                ("{\"cardNumber\":\"a\",\"card_number\":\"b\",\"other\":\"c\",\"items\":[{\"note\":\"d\",\"items\":[{\"note\":\"e\"}]}],"
                                + "\"by_key\":{\"k\":\"f\"}}")
                        .getBytes(UTF_8);
        ByteWriter out = new ByteWriter(0);
        assertThat(json.hide(Automaton.NONE, graph.json()).append(text, 0, text.length, false, out))
                .isTrue();
        assertThat(out.toString().replaceAll(MASK, "*"))
                .isEqualTo("{\"cardNumber\":\"*\",\"card_number\":\"*\",\"other\":\"c\","
                        + "\"items\":[{\"note\":\"*\",\"items\":[{\"note\":\"*\"}]}],\"by_key\":{\"k\":\"*\"}}");
    }
}
