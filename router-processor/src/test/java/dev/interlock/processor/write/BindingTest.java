package dev.interlock.processor.write;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.processor.testing.ReceivedResponse;
import dev.interlock.processor.testing.RunningApp;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests every type with every source of text. */
final class BindingTest {
    private static final String API = """
            package shop;

            import dev.interlock.annotation.HttpApp;

            @HttpApp(controllers = Everything.class)
            public final class Api {}
            """;

    /**
     * A type, a text that can be converted to it, and a text that cannot. The latter is null if every text can be
     * converted.
     */
    private record Example(
            String type, String text, @Nullable String bad) {
        Example(String type, String text) {
            this(type, text, "%");
        }
    }

    private static final List<Example> EXAMPLES = List.of(
            new Example("boolean", "true"),
            new Example("byte", "-128", "128"),
            new Example("short", "32767", "32768"),
            new Example("int", "-2147483648", "2147483648"),
            new Example("long", "9223372036854775807", "9223372036854775808"),
            new Example("float", "1.5"),
            new Example("double", "-0.25"),
            new Example("char", "x", "xy"),
            new Example("Boolean", "false"),
            new Example("Byte", "7"),
            new Example("Short", "7"),
            new Example("Integer", "7"),
            new Example("Long", "7"),
            new Example("Float", "1.5"),
            new Example("Double", "2.5"),
            new Example("Character", "x", "xy"),
            new Example("String", "abc", null),
            new Example("CharSequence", "abc", null),
            new Example("Slice", "abc", null),
            new Example("UUID", "123e4567-e89b-12d3-a456-426614174000"),
            new Example("BigDecimal", "1.250"),
            new Example("BigInteger", "123456789012345678901234567890"),
            new Example("Instant", "2026-01-02T03:04:05Z"),
            new Example("LocalDate", "2026-01-02"),
            new Example("LocalTime", "03:04:05"),
            new Example("LocalDateTime", "2026-01-02T03:04:05"),
            new Example("OffsetDateTime", "2026-01-02T03:04:05+01:00"),
            new Example("OffsetTime", "03:04:05+01:00"),
            new Example("ZonedDateTime", "2026-01-02T03:04:05+01:00[Europe/Paris]"),
            new Example("Duration", "PT1H30M"),
            new Example("Period", "P1Y2M3D"),
            new Example("Year", "2026"),
            new Example("YearMonth", "2026-01"),
            new Example("MonthDay", "--01-02"),
            new Example("ZoneId", "Europe/Paris"),
            new Example("ZoneOffset", "+02:00"),
            new Example("DayOfWeek", "MONDAY"),
            new Example("Status", "PAID", "paid"),
            new Example("Sku", "A-1", "-"),
            new Example("Code", "A-1", "-"),
            new Example("Token", "A-1", "-"),
            new Example("Tag", "A-1", "-"),
            new Example("Plain", "A-1", "-"));

    private static final String TYPES = """
              public enum Status { NEW, PAID }

              public record Sku(String text) {
                public static Sku valueOf(String text) { return new Sku(checked(text)); }
                @Override public String toString() { return text; }
              }

              public record Code(String text) {
                public static Code of(String text) { return new Code(checked(text)); }
                @Override public String toString() { return text; }
              }

              public record Token(String text) {
                public static Token parse(String text) throws Exception { return new Token(checked(text)); }
                @Override public String toString() { return text; }
              }

              public record Tag(String text) {
                public static Tag fromString(String text) { return new Tag(checked(text)); }
                @Override public String toString() { return text; }
              }

              public record Plain(String text) {
                public Plain { checked(text); }
                @Override public String toString() { return text; }
              }

              static String checked(String text) {
                if (text.length() != 3) {
                  throw new IllegalArgumentException(text);
                }
                return text;
              }
            """;

    private static RunningApp app;

    @BeforeAll
    static void compile() throws ReflectiveOperationException {
        app = RunningApp.of(API, controller());
    }

    private static String controller() {
        StringBuilder methods = new StringBuilder();
        for (int i = 0; i < EXAMPLES.size(); i++) {
            String type = EXAMPLES.get(i).type();
            methods.append("""
                      @Get("/path%1$d/{v}") String path%1$d(%2$s v) { return String.valueOf(v); }
                      @Get("/query%1$d") String query%1$d(@Query %2$s v) { return String.valueOf(v); }
                      @Get("/header%1$d") String header%1$d(@Header("v") %2$s v) { return String.valueOf(v); }
                      @Get("/cookie%1$d") String cookie%1$d(@Cookie("v") %2$s v) { return String.valueOf(v); }
                      @Post("/form%1$d") String form%1$d(@Form %2$s v) { return String.valueOf(v); }
                      @Post("/part%1$d") String part%1$d(@Part %2$s v) { return String.valueOf(v); }
                    """.formatted(i, type));
        }
        return """
                package shop;

                import dev.interlock.annotation.*;
                import dev.interlock.bytes.Slice;
                import java.math.*;
                import java.time.*;
                import java.util.*;

                @Controller
                public final class Everything {
                  @Get("/list") String list(@Header List<Integer> v) { return v.toString(); }
                  @Get("/both") String both(@Header List<String> v, @Header("V") String line) {
                    return v.size() + line;
                  }
                  @Get("/array") String array(@Header int[] v) { return Arrays.toString(v); }
                  @Get("/set") String set(@Header @Default("7") Set<String> v, @Header("w") String w) { return v + w; }
                """ + TYPES + methods + "}\n";
    }

    private ReceivedResponse send(String source, int example, String text) throws Exception {
        String path = "/" + source + example;
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        return switch (source) {
            case "path" -> app.get(path + "/" + encoded);
            case "query" -> app.get(path + "?v=" + encoded);
            case "header" -> app.send("GET", path, "", "V: " + text);
            case "cookie" -> app.send("GET", path, "", "Cookie: v=" + text);
            case "form" -> app.send("POST", path, "v=" + encoded, "content-type: application/x-www-form-urlencoded");
            default -> app.send("POST", path, multipart(text), "content-type: multipart/form-data; boundary=b");
        };
    }

    private static String multipart(String text) {
        return "--b\r\ncontent-disposition: form-data; name=\"v\"\r\n\r\n" + text + "\r\n--b--\r\n";
    }

    @Test
    void bindsEveryTypeFromEverySource() throws Exception {
        for (String source : List.of("path", "query", "header", "cookie", "form", "part")) {
            for (int i = 0; i < EXAMPLES.size(); i++) {
                Example example = EXAMPLES.get(i);
                ReceivedResponse response = send(source, i, example.text());
                assertWithMessage("%s from %s", example, source)
                        .that(response.body())
                        .isEqualTo(example.text());
            }
        }
    }

    @Test
    void unconvertibleTextGets400WithPlace() throws Exception {
        for (String source : List.of("path", "query", "header", "cookie", "form", "part")) {
            for (int i = 0; i < EXAMPLES.size(); i++) {
                Example example = EXAMPLES.get(i);
                if (example.bad() == null) {
                    continue;
                }
                ReceivedResponse response = send(source, i, example.bad());
                assertWithMessage("%s from %s", example, source)
                        .that(response.status())
                        .isEqualTo(400);
                assertThat(response.body()).contains("\"parameter\":\"v\"");
                assertThat(response.body()).contains("\"in\":\"" + source + "\"");
            }
        }
    }

    @Test
    void splitsListsInHeaders() throws Exception {
        String[] lines = {"V: 2, 3", "v: 4", "W: a, b"};
        assertThat(app.send("GET", "/list", "", lines).body()).isEqualTo("[2, 3, 4]");
        assertThat(app.send("GET", "/array", "", lines).body()).isEqualTo("[2, 3, 4]");
        assertThat(app.send("GET", "/set", "", lines).body()).isEqualTo("[2, 3, 4]a, b");
        assertThat(app.send("GET", "/set", "", "W: x").body()).isEqualTo("[7]x");
        assertThat(app.send("GET", "/both", "", "V: 2, 3").body()).isEqualTo("12, 3");
        assertThat(app.send("GET", "/list", "", "V: 2;3").body()).contains("\"actual\":\"2;3\"");
    }

    @Test
    void missingParameterGets400() throws Exception {
        for (String source : List.of("query", "header", "cookie")) {
            ReceivedResponse response = app.get("/" + source + "3");
            assertThat(response.status()).isEqualTo(400);
            assertThat(response.body()).contains("missing");
        }
    }
}
