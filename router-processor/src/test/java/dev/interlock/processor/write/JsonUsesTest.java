package dev.interlock.processor.write;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.processor.testing.ReceivedResponse;
import dev.interlock.processor.testing.RunningApp;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests a JSON type that an application uses in several ways. */
final class JsonUsesTest {
    private static RunningApp app;

    @BeforeAll
    static void compile() throws ReflectiveOperationException {
        app = RunningApp.withJson("""
                package shop;

                import dev.interlock.annotation.*;
                import io.avaje.jsonb.Json;
                import java.util.*;
                import org.jspecify.annotations.Nullable;

                @HttpApp(controllers = Api.class)
                @Controller
                public final class Api {
                  @Json record Page<T>(List<T> values, int total) {}

                  @Post("/list") String list(@Body List<String> body) { return "" + body.size(); }
                  @Post("/nullable-list") String nullableList(@Body List<@Nullable String> body) { return "any"; }
                  @Post("/page") String page(@Body Page<String> body) { return "" + body.values().size(); }
                  @Post("/nullable-page") String nullablePage(@Body Page<@Nullable String> body) { return "any"; }
                  @Post("/arrays") List<String>[][] arrays(@Body List<String>[][] body) { return body; }
                }
                """);
    }

    private static ReceivedResponse post(String path, String body) throws Exception {
        return app.send("POST", path, body, "content-type: application/json");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /list          | ["a"]                         | 200
            /list          | ["a",null]                    | 422
            /nullable-list | ["a",null]                    | 200
            /page          | {"values":["a"],"total":1}    | 200
            /page          | {"values":[null],"total":1}   | 422
            /nullable-page | {"values":[null],"total":1}   | 200
            """)
    void distinguishesNullabilityOfEachUse(String path, String body, int status) throws Exception {
        ReceivedResponse response = post(path, body);
        assertWithMessage("%s", response.body()).that(response.status()).isEqualTo(status);
    }

    @Test
    void acceptsArraysOfArraysOfLists() throws Exception {
        assertThat(post("/arrays", "[[[\"a\"],[]],[]]").body()).isEqualTo("[[[\"a\"],[]],[]]");
        assertThat(post("/arrays", "[[[null]]]").body()).contains("\"pointer\":\"/0/0/0\"");
    }
}
