package dev.interlock.processor.write;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.ProtoProcessor;
import dev.interlock.processor.RouterProcessor;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Descriptors;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.processor.testing.Source;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests messages that are optional, and bodies that contain several messages. */
final class AbsentMessageTest {
    private static final String PROTOBUF = "Content-Type: application/proto";
    /** A message whose first field is the text {@code a}. */
    private static final String MESSAGE = "\n\u0001a";

    private static RunningApp app;

    @BeforeAll
    static void compile() throws Exception {
        Compilation compilation = Compilation.with(new RouterProcessor(), new ProtoProcessor())
                .descriptors(Descriptors.shop())
                .compile(Source.of("""
                        package shop;

                        import com.google.protobuf.StringValue;
                        import dev.interlock.annotation.*;
                        import java.util.Optional;
                        import org.jspecify.annotations.Nullable;

                        @HttpApp(controllers = Api.Orders.class)
                        public final class Api {
                          @ProtoView("shop.Address") public interface Address { String street(); }

                          @Controller public static final class Orders {
                            @Post("/optional") String optional(@Body Optional<StringValue> value) {
                              return value.map(it -> "<" + it.getValue() + ">").orElse("absent");
                            }

                            @Post("/nullable") String nullable(@Body @Nullable StringValue value) {
                              return value == null ? "absent" : "<" + value.getValue() + ">";
                            }

                            @Post("/optional-view") String optionalView(@Body Optional<Address> address) {
                              return address.map(it -> "<" + it.street() + ">").orElse("absent");
                            }

                            @Post("/nullable-view") String nullableView(@Body @Nullable Address address) {
                              return address == null ? "absent" : "<" + address.street() + ">";
                            }

                            @Post("/either") @Consumes({"application/proto", "application/json"})
                            String either(@Body Optional<StringValue> value) {
                              return value.map(it -> "<" + it.getValue() + ">").orElse("absent");
                            }

                            @Post("/always") String always(@Body Address address) {
                              return "<" + address.street() + ">";
                            }
                          }
                        }
                        """));
        assertThat(compilation.complaints()).isEmpty();
        app = RunningApp.load(compilation);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/optional", "/nullable", "/optional-view", "/nullable-view", "/either"})
    void absentBodyDiffersFromEmpty(String route) throws Exception {
        assertThat(app.send("POST", route, "").body()).isEqualTo("absent");
        assertThat(app.send("POST", route, MESSAGE, PROTOBUF).body()).isEqualTo("<a>");
        // A message without fields is encoded as no bytes.
        assertThat(app.send("POST", route, "", PROTOBUF).body()).isEqualTo("<>");
        assertThat(app.send("POST", route, "\n", PROTOBUF).status()).isEqualTo(400);
    }

    @Test
    void jsonMayBeAbsent() throws Exception {
        assertThat(app.send("POST", "/either", "\"b\"", "Content-Type: application/json")
                        .body())
                .isEqualTo("<b>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/optional", "/nullable-view", "/always"})
    void rejectsSeveralMessages(String route) throws Exception {
        String several = "\u0003" + MESSAGE;
        assertThat(app.send("POST", route, several, PROTOBUF + ";delimited=true")
                        .status())
                .isEqualTo(415);
        assertThat(app.send("POST", route, MESSAGE, PROTOBUF + ";delimited=false")
                        .body())
                .isEqualTo("<a>");
    }
}
