package dev.interlock.processor.write;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.http.Router;
import dev.interlock.processor.testing.ReceivedResponse;
import dev.interlock.processor.testing.RunningApp;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the values of catch-alls that handlers receive. */
final class CatchAllTest {
    private static final String API = """
            package shop;

            import dev.interlock.annotation.HttpApp;

            @HttpApp(controllers = Files.class)
            public final class Api {}
            """;

    private static final String FILES = """
            package shop;

            import dev.interlock.annotation.*;
            import dev.interlock.bytes.Slice;

            @Controller
            public final class Files {
              record Place(@Path("rest") String path) {}

              @Get("/files/{*rest}") String text(String rest) { return rest; }
              @Get("/slices/{*rest}") String slice(Slice rest) { return rest.toString(); }
              @Get("/groups/{*rest}") String group(@Params Place place) { return place.path(); }
              @Get("/all/{*rest}") String all(@Path(dotSegments = true) String rest) { return rest; }
              @Get("/names/{name}") String name(String name) { return name; }
            }
            """;

    private static RunningApp app;

    @BeforeAll
    static void compile() throws ReflectiveOperationException {
        app = RunningApp.of(API, FILES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..%2f..%2fetc/passwd",
                "a/..%2Fb",
                "%2e%2e%2fa",
                "a%2f.%2fb",
                "a%2F..",
                "..%5c..%5ca",
                "a%5C..%2fb",
                "%2f..%2fa",
                "%5c.."
            })
    void rejectsUnwantedDotSegments(String rest) throws Exception {
        for (String folder : new String[] {"files", "slices", "groups"}) {
            ReceivedResponse response = app.get("/" + folder + "/" + rest);
            assertWithMessage(response.body()).that(response.status()).isEqualTo(400);
            assertThat(response.body()).contains("\"parameter\":\"rest\",\"in\":\"path\"");
        }
        String decoded =
                rest.replaceAll("(?i)%2f", "/").replaceAll("(?i)%5c", "\\\\").replaceAll("(?i)%2e", ".");
        assertThat(app.get("/all/" + rest).body()).isEqualTo(decoded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a", "%2e%2e/a", "a/.", "a%00b"})
    void rejectsInvalidPaths(String rest) throws Exception {
        for (String folder : new String[] {"files", "all"}) {
            assertThat(app.get("/" + folder + "/" + rest).route()).isEqualTo(Router.BAD_PATH);
        }
    }

    @Test
    void encodedSlashIsData() throws Exception {
        assertThat(app.get("/files/a%2Fb/c").body()).isEqualTo("a/b/c");
        assertThat(app.get("/files/a%2F...%2F..b").body()).isEqualTo("a/.../..b");
        assertThat(app.get("/files/%252e%252e%252fa").body()).isEqualTo("%2e%2e%2fa");
        assertThat(app.get("/files//a").body()).isEqualTo("/a");
        // A variable for a single segment behaves in the same way: an encoded slash is data.
        assertThat(app.get("/names/..%2Fa").body()).isEqualTo("../a");
    }
}
