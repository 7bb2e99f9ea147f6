package dev.interlock.processor.constraint;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.ProtoProcessor;
import dev.interlock.processor.RouterProcessor;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Descriptors;
import dev.interlock.processor.testing.ReceivedResponse;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.processor.testing.Source;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests constraints on accessors of protobuf views. */
class CheckedViewsTest {
    private static RunningApp app;

    @BeforeAll
    static void compile() throws ReflectiveOperationException {
        Compilation compilation = Compilation.with(new RouterProcessor(), new ProtoProcessor())
                .option("-Werror")
                .descriptors(Descriptors.shop())
                .compile(Source.of("""
                                package shop;
                                @dev.interlock.annotation.HttpApp(controllers = Orders.class)
                                public final class Api {}
                                """), Source.of("""
                                package shop;
                                import dev.interlock.annotation.*;
                                import jakarta.validation.Valid;
                                import jakarta.validation.constraints.*;
                                import org.jspecify.annotations.Nullable;
                                @Controller("/orders")
                                public final class Orders {
                                  @Post
                                  String create(@Body NewOrder order) { return "ok"; }

                                  @ProtoView("shop.NewOrder")
                                  public interface NewOrder {
                                    @Positive long userId();
                                    @Size(max = 5) @Pattern(regexp = "[a-z]*") CharSequence note();
                                    @Nullable @Valid @NotNull Address address();
                                  }

                                  @ProtoView("shop.Address")
                                  public interface Address {
                                    @NotEmpty CharSequence street();
                                  }
                                }
                                """));
        assertThat(compilation.complaints()).isEmpty();
        app = RunningApp.load(compilation);
    }

    /**
     * Sends a message to the orders. In the message, field 1 is the user, field 2 the note, and field 7 the address.
     * Field 1 of the address is the street.
     */
    private static ReceivedResponse send(String message) throws Exception {
        return app.send("POST", "/orders", message, "content-type: application/x-protobuf");
    }

    @Test
    void acceptsValidView() throws Exception {
        assertThat(send("\b\1\22\3abc\72\3\n\1s").body()).isEqualTo("ok");
    }

    @Test
    void rejectsInvalidViewWith422() throws Exception {
        ReceivedResponse response = send("\b\0\22\6ABCDEF\72\0");
        assertThat(response.status()).isEqualTo(422);
        assertThat(response.body()).contains("{\"pointer\":\"/userId\",\"detail\":\"must be greater than 0\"}");
        assertThat(response.body()).contains("{\"pointer\":\"/note\",\"detail\":\"must have at most 5 characters\"}");
        assertThat(response.body()).contains("{\"pointer\":\"/note\",\"detail\":\"must match [a-z]*\"}");
        assertThat(response.body()).contains("{\"pointer\":\"/address/street\",\"detail\":\"must not be empty\"}");
    }
}
