package dev.interlock.processor.schema;

import static com.google.common.truth.Truth.assertThat;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.DescriptorProtos.FileOptions;
import dev.interlock.processor.report.Problems;
import dev.interlock.processor.testing.AnyPlace;
import dev.interlock.processor.testing.Descriptors;
import dev.interlock.processor.testing.SecretMessages;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Secret fields of messages, and the classes that protoc generates for messages. */
final class SecretTypesTest {
    private final Schemas schemas = link(SecretMessages.file());

    private static Schemas link(FileDescriptorSet set) {
        return Linker.link(List.of(new DescriptorSet("test", set.toByteArray())), AnyPlace.PLACE, new Problems())
                .orElseThrow();
    }

    @Test
    void listsSecretFields() {
        assertThat(schemas.secrets("shop.Login").orElseThrow())
                .containsExactly("2/passPhrase/pass_phrase=text 3/pin/pin=number 5/isAdmin/is_admin=other"
                        + " 6/codes/codes[]=text");
    }

    @Test
    void followsMessagesAndMaps() {
        assertThat(schemas.secrets("shop.Tree").orElseThrow())
                .containsExactly(
                        "1/children/children[]>0 7/login/login>1 9/logins/logins{}>1",
                        schemas.secrets("shop.Login").orElseThrow().get(0))
                .inOrder();
    }

    @Test
    void listsNothingForMessagesWithoutSecrets() {
        assertThat(schemas.secrets("shop.Plain").orElseThrow()).isEmpty();
        assertThat(schemas.secrets("shop.Unknown").isPresent()).isFalse();
    }

    @Test
    void knowsClassesOfMessages() {
        assertThat(schemas.secretsOfClass("shop.Secret.Plain").isPresent()).isTrue();
        assertThat(schemas.secretsOfClass("shop.Plain").isPresent()).isFalse();
        Schemas others = link(FileDescriptorSet.newBuilder()
                .addFile(file("a/order_items2a.proto", FileOptions.getDefaultInstance(), "Other"))
                .addFile(file("b/taken.proto", FileOptions.getDefaultInstance(), "Taken"))
                .addFile(file(
                        "c.proto",
                        FileOptions.newBuilder().setJavaPackage("p.q").build(),
                        "Own"))
                .addFile(file(
                        "d.proto",
                        FileOptions.newBuilder().setJavaOuterClassname("Outer").build(),
                        "In"))
                .addFile(file(
                        "e.proto",
                        FileOptions.newBuilder().setJavaMultipleFiles(true).build(),
                        "Alone"))
                .build());
        for (String name : List.of(
                "x.OrderItems2A.Other",
                "x.TakenOuterClass.Taken",
                "p.q.C.Own",
                "x.Outer.In",
                "x.Alone",
                "x.Alone.Inner")) {
            assertThat(others.secretsOfClass(name).isPresent()).isTrue();
        }
    }

    private static FileDescriptorProto file(String name, FileOptions options, String message) {
        return FileDescriptorProto.newBuilder()
                .setName(name)
                .setPackage("x")
                .setOptions(options)
                .addMessageType(DescriptorProto.newBuilder()
                        .setName(message)
                        .addNestedType(DescriptorProto.newBuilder().setName("Inner")))
                .build();
    }

    /** The published file declares the option that the processor looks for. */
    @Test
    void publishesTheOption() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(getClass().getClassLoader().getResourceAsStream("interlock/options.proto"))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("bool redact = " + SecretMessages.REDACT + ";");
        }
    }

    /** Messages of protobuf-java in the tests have the names that protoc gave them. */
    @Test
    void findsGeneratedClasses() {
        Schemas shop = link(Descriptors.shop());
        assertThat(shop.secretsOfClass("shop.ShopOuterClass.NewOrder").isPresent()
                        || shop.secretsOfClass("shop.Shop.NewOrder").isPresent())
                .isTrue();
    }
}
