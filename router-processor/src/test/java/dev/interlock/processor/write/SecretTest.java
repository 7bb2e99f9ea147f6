package dev.interlock.processor.write;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.processor.testing.ReceivedResponse;
import dev.interlock.processor.testing.RunningApp;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that problem documents never contain a value that is secret because of its name or an annotation. */
final class SecretTest {
    private static final String API = """
            package shop;

            import dev.interlock.annotation.HttpApp;

            @HttpApp(controllers = Safe.class)
            public final class Api {}
            """;

    private static final String SAFE = """
            package shop;

            import dev.interlock.annotation.*;
            import io.avaje.jsonb.Json;
            import java.util.*;

            @Controller
            public final class Safe {
              record Search(@Query @Secret int answer, @Query int limit) {}

              @Json record Payment(int pin, @Json.Alias("memo") @Secret int note, Card card, @Secret List<Integer> digits, int amount) {}

              @Json record Card(int number) {}

              /** Jackson's: it has no adapter. */
              record Login(int password, @Secret int answer, int age) {}

              @Get("/query") void query(@Query int accessToken, @Query @Default("1") @Secret int answer, @Query int limit) {}
              @Get("/header") void header(@Header("X-Api-Key") int key, @Header("X-Answer") @Secret int answer) {}
              @Get("/cookie") void cookie(@Cookie("session-id") int session, @Cookie("answer") @Secret int answer) {}
              @Post("/form") void form(@Form int newPassword, @Form @Secret List<Integer> answer) {}
              @Post("/part") void part(@Part int otp, @Part @Secret OptionalInt answer, @Part OptionalInt age) {}
              @Get("/group") void group(@Params Search search) {}
              @Get("/reset/{resetToken}") void reset(int resetToken) {}
              @Get("/answers/{answer}") void answer(@Secret int answer) {}
              @Post("/json") void json(@Body Payment payment) {}
              @Post("/jackson") void jackson(@Body Login login) {}
            }
            """;

    private static final String MULTIPART = "Content-Type: multipart/form-data; boundary=b";

    private static RunningApp app;

    @BeforeAll
    static void compile() throws ReflectiveOperationException {
        app = RunningApp.withJson(API, SAFE);
    }

    private static String refusal(Sending sending) throws Exception {
        var response = sending.send();
        assertWithMessage(response.body()).that(response.status()).isEqualTo(400);
        assertThat(response.body()).contains("\"expected\":");
        return response.body();
    }

    private interface Sending {
        ReceivedResponse send() throws Exception;
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /query?accessToken=hunter2, '', ''",
        "GET, /query?accessToken=1&answer=hunter2, '', ''",
        "GET, /header, '', 'X-Api-Key: hunter2'",
        "GET, /header, '', 'X-Api-Key: 1|X-Answer: hunter2'",
        "GET, /cookie, '', 'Cookie: session-id=hunter2'",
        "GET, /cookie, '', 'Cookie: session-id=1; answer=hunter2'",
        "POST, /form, newPassword=hunter2, 'Content-Type: application/x-www-form-urlencoded'",
        "POST, /form, newPassword=1&answer=hunter2, 'Content-Type: application/x-www-form-urlencoded'",
        "GET, /group?answer=hunter2&limit=1, '', ''",
        "GET, /reset/hunter2, '', ''",
        "GET, /answers/hunter2, '', ''",
        "POST, /json, '{\"pin\": \"hunter2\"}', 'Content-Type: application/json'",
        "POST, /json, '{\"note\": \"hunter2\"}', 'Content-Type: application/json'",
        "POST, /json, '{\"memo\": \"hunter2\"}', 'Content-Type: application/json'",
        "POST, /json, '{\"digits\": [1, \"hunter2\"]}', 'Content-Type: application/json'",
        "POST, /json, '{\"card\": {\"number\": \"hunter2\"}}', 'Content-Type: application/json'",
        "POST, /jackson, '{\"password\": \"hunter2\"}', 'Content-Type: application/json'",
        "POST, /jackson, '{\"answer\": \"hunter2\"}', 'Content-Type: application/json'",
    })
    void repeatsNoSecret(String method, String target, String body, String fields) throws Exception {
        String[] lines = fields.isEmpty() ? new String[0] : fields.split("\\|");
        assertThat(refusal(() -> app.send(method, target, body, lines))).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @CsvSource({"otp, hunter2, answer, 1", "otp, 1, answer, hunter2"})
    void repeatsNoSecretOfParts(String first, String firstValue, String second, String secondValue) throws Exception {
        String body = part(first, firstValue) + part(second, secondValue) + "--b--\r\n";
        assertThat(refusal(() -> app.send("POST", "/part", body, MULTIPART))).doesNotContain("hunter2");
    }

    private static String part(String name, String value) {
        return "--b\r\nContent-Disposition: form-data; name=" + name + "\r\n\r\n" + value + "\r\n";
    }

    @Test
    void repeatsOtherValues() throws Exception {
        assertThat(refusal(() -> app.get("/query?accessToken=1&limit=tall"))).contains("\"actual\":\"tall\"");
        assertThat(refusal(() -> app.get("/group?answer=1&limit=tall"))).contains("\"actual\":\"tall\"");
        String parts = part("otp", "1") + part("age", "tall") + "--b--\r\n";
        assertThat(refusal(() -> app.send("POST", "/part", parts, MULTIPART))).contains("\"actual\":\"tall\"");
        String json = "{\"digits\": [1], \"amount\": \"tall\"}";
        assertThat(refusal(() -> app.send("POST", "/json", json, "Content-Type: application/json")))
                .contains("\"actual\":\"\\\"tall\\\"\"");
    }
}
