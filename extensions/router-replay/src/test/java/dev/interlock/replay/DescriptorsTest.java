package dev.interlock.replay;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.UnknownFieldSet;
import dev.interlock.replay.traffic.Segments;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Comparison of protobuf bodies, from a descriptor set and the messages of the rules to the verdict. */
final class DescriptorsTest {
    @TempDir
    Path directory;

    private Path recording() throws IOException {
        return Segments.write(
                directory.resolve("a.ilrec"),
                7,
                0,
                List.of(Segments.get(1, 0, "/order"), Segments.get(1, 5, "/order")));
    }

    /** message Order { int64 id = 1; int32 price = 2; } */
    private Path descriptors() throws IOException {
        FileDescriptorProto file = FileDescriptorProto.newBuilder()
                .setName("shop.proto")
                .setPackage("shop")
                .setSyntax("proto3")
                .addMessageType(DescriptorProto.newBuilder()
                        .setName("Order")
                        .addField(field("id", 1, FieldDescriptorProto.Type.TYPE_INT64))
                        .addField(field("price", 2, FieldDescriptorProto.Type.TYPE_INT32)))
                .build();
        return Files.write(
                directory.resolve("shop.binpb"),
                FileDescriptorSet.newBuilder().addFile(file).build().toByteArray());
    }

    private static FieldDescriptorProto field(String name, int number, FieldDescriptorProto.Type type) {
        return FieldDescriptorProto.newBuilder()
                .setName(name)
                .setNumber(number)
                .setType(type)
                .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL)
                .build();
    }

    /** A build that responds with an order. */
    private static RawServer build(int price) throws IOException {
        byte[] order = UnknownFieldSet.newBuilder()
                .addField(1, UnknownFieldSet.Field.newBuilder().addVarint(5).build())
                .addField(2, UnknownFieldSet.Field.newBuilder().addVarint(price).build())
                .build()
                .toByteArray();
        // Numbers below 128 are ASCII.
        String body = new String(order, StandardCharsets.US_ASCII);
        return RawServer.start(request -> RawServer.ok(body, "Content-Type: application/x-protobuf"));
    }

    private CommandRun compare(String allowed) throws IOException {
        Path rules = Files.writeString(directory.resolve("rules.yaml"), """
                messages:
                  - {route: GET /order, response: shop.Order}
                allow:
                  - {kind: body, path: %s}
                """.formatted(allowed));
        try (RawServer old = build(42);
                RawServer now = build(43)) {
            return CommandRun.of(
                    directory,
                    recording(),
                    "--compare",
                    old.url() + "," + now.url(),
                    "--descriptors",
                    descriptors(),
                    "--rules",
                    rules);
        }
    }

    @Test
    void differenceHasTheNameOfItsField() throws IOException {
        CommandRun run = compare("$.id");
        assertWithMessage(run.err() + run.out()).that(run.code()).isEqualTo(1);
        assertThat(run.json().path("differences").findValuesAsText("path")).containsExactly("$.price");
    }

    @Test
    void ruleAllowsDifferenceOfField() throws IOException {
        CommandRun run = compare("$.price");
        assertWithMessage(run.err() + run.out()).that(run.code()).isEqualTo(0);
        assertThat(run.json().path("differences").findValuesAsText("verdict")).containsExactly("allowed");
    }

    @Test
    void messageThatIsMissingIsAMistake() throws IOException {
        Path rules = Files.writeString(
                directory.resolve("rules.yaml"), "messages:\n  - {route: GET /order, response: shop.Cart}\n");
        CommandRun run = CommandRun.of(
                directory, recording(), "--target", "a", "--descriptors", descriptors(), "--rules", rules);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("no descriptor for the message shop.Cart. Tip: --descriptors FILE");
    }
}
