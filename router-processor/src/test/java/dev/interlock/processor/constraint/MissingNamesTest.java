package dev.interlock.processor.constraint;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.testing.ReceivedResponse;
import dev.interlock.processor.testing.RunningApp;
import org.junit.jupiter.api.Test;

/** Tests the names and values of missing members that avaje-jsonb reads in special ways. */
class MissingNamesTest {
    private static final String API = """
            package shop;

            @dev.interlock.annotation.HttpApp(controllers = Files.class)
            public final class Api {}
            """;

    private static final String FILES = """
            package shop;

            import dev.interlock.annotation.*;
            import io.avaje.jsonb.Json;
            import jakarta.validation.Valid;
            import jakarta.validation.constraints.*;

            @Controller("/")
            public final class Files {
              @Json
              record Text(@Json.Alias("z") @NotNull(message = "must be a code") String code) {}

              @Json
              record Stored(byte[] data, @Json.Alias("t") @Valid Text text, String name) {}

              @Post String store(@Body Stored file) { return "ok"; }
            }
            """;

    @Test
    void missingMembersHaveTheirOwnNames() throws Exception {
        RunningApp app = RunningApp.withJson(API, FILES);
        ReceivedResponse response =
                app.send("POST", "/", "{\"data\":null,\"t\":{\"z\":null}}", "content-type: application/json");
        assertThat(response.status()).isEqualTo(422);
        assertThat(response.body())
                .contains("\"errors\":[{\"pointer\":\"/data\",\"detail\":\"must not be null\"},"
                        + "{\"pointer\":\"/text/code\",\"detail\":\"must be a code\"},"
                        + "{\"pointer\":\"/name\",\"detail\":\"must be given\"}]");
        String whole = "{\"data\":\"\",\"t\":{\"z\":\"\"},\"name\":\"\"}";
        assertThat(app.send("POST", "/", whole, "content-type: application/json")
                        .body())
                .isEqualTo("ok");
    }
}
