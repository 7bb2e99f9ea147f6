package dev.interlock.replay.body;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.UnknownFieldSet;
import dev.interlock.replay.traffic.Field;
import dev.interlock.replay.traffic.TrafficException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BodyTreeTest {
    private static final List<Field> PROTOBUF = List.of(new Field("content-type", "application/x-protobuf"));
    private static final List<Field> JSON =
            List.of(new Field("Content-Type", "application/problem+json; charset=utf-8"));

    @TempDir
    Path directory;

    private static JsonNode read(BodyTree bodies, String route, List<Field> fields, byte @Nullable [] body) {
        return Objects.requireNonNull(bodies.read(route, false, fields, Objects.requireNonNull(body)));
    }

    private static UnknownFieldSet.Field varint(long value) {
        return UnknownFieldSet.Field.newBuilder().addVarint(value).build();
    }

    private static UnknownFieldSet.Field bytes(UnknownFieldSet message) {
        return UnknownFieldSet.Field.newBuilder()
                .addLengthDelimited(message.toByteString())
                .build();
    }

    private static UnknownFieldSet.Field text(String text) {
        return UnknownFieldSet.Field.newBuilder()
                .addLengthDelimited(com.google.protobuf.ByteString.copyFromUtf8(text))
                .build();
    }

    /** message Order { int64 id = 1; Customer customer = 2; repeated sint32 counts = 3; string note = 4; } */
    private static byte[] order(long id) {
        UnknownFieldSet customer = UnknownFieldSet.newBuilder()
                .addField(1, text("customer-000017"))
                .build();
        UnknownFieldSet packed = UnknownFieldSet.newBuilder().build();
        return UnknownFieldSet.newBuilder()
                .addField(1, varint(id))
                .addField(2, bytes(customer))
                .addField(
                        3,
                        UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(com.google.protobuf.ByteString.copyFrom(new byte[] {1, 4}))
                                .build())
                .addField(4, text("hello"))
                .addField(9, bytes(packed))
                .build()
                .toByteArray();
    }

    private static FieldDescriptorProto.Builder field(String name, int number, FieldDescriptorProto.Type type) {
        return FieldDescriptorProto.newBuilder()
                .setName(name)
                .setNumber(number)
                .setType(type)
                .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL);
    }

    private Path descriptors() throws IOException {
        DescriptorProto customer = DescriptorProto.newBuilder()
                .setName("Customer")
                .addField(field("key", 1, FieldDescriptorProto.Type.TYPE_STRING))
                .build();
        DescriptorProto order = DescriptorProto.newBuilder()
                .setName("Order")
                .addField(field("id", 1, FieldDescriptorProto.Type.TYPE_INT64))
                .addField(field("customer", 2, FieldDescriptorProto.Type.TYPE_MESSAGE)
                        .setTypeName(".shop.Customer"))
                .addField(field("counts", 3, FieldDescriptorProto.Type.TYPE_SINT32)
                        .setLabel(FieldDescriptorProto.Label.LABEL_REPEATED))
                .addField(field("note", 4, FieldDescriptorProto.Type.TYPE_STRING))
                .build();
        FileDescriptorProto file = FileDescriptorProto.newBuilder()
                .setName("shop.proto")
                .setPackage("shop")
                .setSyntax("proto3")
                .addMessageType(customer)
                .addMessageType(order)
                .build();
        return Files.write(
                directory.resolve("shop.binpb"),
                FileDescriptorSet.newBuilder().addFile(file).build().toByteArray());
    }

    @Test
    void readsProtobufWithoutDescriptors() {
        BodyTree bodies = new BodyTree(MessageTypes.none());
        assertThat(read(bodies, "GET /", PROTOBUF, order(17)).toString())
                .isEqualTo("{\"1\":17,\"2\":{\"1\":\"customer-000017\"},\"3\":\"0x0104\",\"4\":\"hello\",\"9\":\"\"}");
    }

    @Test
    void readsProtobufWithDescriptors() throws IOException {
        MessageTypes types = MessageTypes.read(descriptors());
        types.use("GET /orders/{id}", null, "shop.Order");
        BodyTree bodies = new BodyTree(types);
        String expected =
                "{\"id\":17,\"customer\":{\"key\":\"customer-000017\"},\"counts\":[-1,2],\"note\":\"hello\",\"9\":\"\"}";
        assertThat(read(bodies, "GET /orders/{id}", PROTOBUF, order(17)).toString())
                .isEqualTo(expected);
        List<Field> named = List.of(new Field("content-type", "application/x-protobuf; messageType=\"shop.Order\""));
        assertThat(read(bodies, "GET /", named, order(17)).toString()).isEqualTo(expected);
    }

    @Test
    void rewritesProtobuf() throws IOException {
        MessageTypes types = MessageTypes.read(descriptors());
        types.use("POST /orders", "shop.Order", null);
        byte[] changed = new BodyTree(types)
                .rewriteProtobuf(
                        "POST /orders",
                        PROTOBUF,
                        order(17),
                        value -> value.name().equals("id")
                                ? "23"
                                : value.text().equals("customer-000017") ? "c-9" : null);
        types.use("GET /orders", null, "shop.Order");
        assertThat(read(new BodyTree(types), "GET /orders", PROTOBUF, changed).toString())
                .isEqualTo(
                        "{\"id\":23,\"customer\":{\"key\":\"c-9\"},\"counts\":[-1,2],\"note\":\"hello\",\"9\":\"\"}");
        byte[] plain = new BodyTree(MessageTypes.none())
                .rewriteProtobuf(
                        "POST /orders",
                        PROTOBUF,
                        order(17),
                        value -> value.text().equals("customer-000017") ? "c-9" : null);
        assertThat(read(new BodyTree(MessageTypes.none()), "", PROTOBUF, plain)
                        .path("2")
                        .path("1")
                        .asText())
                .isEqualTo("c-9");
        assertThat(new BodyTree(types).rewriteProtobuf("POST /orders", PROTOBUF, order(17), value -> null))
                .isNull();
    }

    @Test
    void namesErrorsOfDescriptors() throws IOException {
        Path file = Files.writeString(directory.resolve("x"), "no descriptor");
        assertThat(assertThrows(TrafficException.class, () -> MessageTypes.read(file)))
                .hasMessageThat()
                .contains("protoc --include_imports");
        MessageTypes types = MessageTypes.read(descriptors());
        assertThat(assertThrows(IllegalArgumentException.class, () -> types.use("GET /", "shop.Cart", null)))
                .hasMessageThat()
                .contains("no descriptor for the message shop.Cart");
    }

    @Test
    void malformedBodiesHaveNoTree() {
        BodyTree bodies = new BodyTree(MessageTypes.none());
        assertThat(bodies.read("", false, JSON, "{\"a\":1".getBytes(StandardCharsets.UTF_8)))
                .isNull();
        assertThat(bodies.read("", false, JSON, "{} {}".getBytes(StandardCharsets.UTF_8)))
                .isNull();
        assertThat(bodies.read("", false, PROTOBUF, new byte[] {9, 9})).isNull();
        assertThat(bodies.read("", false, List.of(), "{}".getBytes(StandardCharsets.UTF_8)))
                .isNull();
        assertThat(bodies.read("", false, JSON, "{\"a\":1}".getBytes(StandardCharsets.UTF_8)))
                .isNotNull();
    }

    @Test
    void decodesContentCodings() throws IOException {
        byte[] text = "x".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(text);
        }
        assertThat(ContentCoding.decode(packed.toByteArray(), "gzip", 1 << 20)).isEqualTo(text);
        assertThat(ContentCoding.decode(packed.toByteArray(), "gzip", 1000)).hasLength(1000);
        byte[] cut = Arrays.copyOf(packed.toByteArray(), packed.size() / 2);
        assertThat(ContentCoding.decode(cut, "gzip", 1 << 20).length).isLessThan(text.length);
        assertThat(ContentCoding.decode(text, "br", 10)).isEqualTo(text);
        assertThat(ContentCoding.decode(new byte[] {1, 2}, "gzip", 10)).isEqualTo(new byte[] {1, 2});
    }
}
