package dev.interlock.recording.redact;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.http.RouteInfo;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Secrets in places where a parser of only one syntax would not look. */
final class HiddenPlacesTest {
    private static final byte[] KEY = "0123456789abcdef".getBytes(UTF_8);
    private static final String SECRET = "hunter2";
    private static final String WITHHELD = "withheld";

    private static final RouteInfo ROUTE = RouteInfo.of(0, "POST", "/any", "t.T.any")
            .consumes("*/*")
            .produces("*/*")
            .withSecretsOfBody()
            .withSecretsOfResult();
    private static final RouteInfo RESET = RouteInfo.of(1, "GET", "/reset/{token}", "t.T.reset");

    private final Redactor redactor = new Redactor(RedactionRules.standard(), KEY, List.of(ROUTE, RESET));

    private String field(String name, String value) {
        byte[] bytes = (name + value).getBytes(UTF_8);
        ByteWriter out = new ByteWriter(0);
        redactor.appendField(bytes, 0, name.length(), name.length(), bytes.length, out);
        return out.toString();
    }

    private String body(String type, String text) {
        return body(type, text, false);
    }

    private String body(String type, String text, boolean isCut) {
        return body(type, text.getBytes(UTF_8), false, isCut);
    }

    private String body(String type, byte[] bytes, boolean isEncoded, boolean isCut) {
        byte[] types = type.getBytes(UTF_8);
        ByteWriter out = new ByteWriter(0);
        boolean isRecorded = redactor.appendBody(
                RouteRules.of(ROUTE, RedactionRules.standard()),
                true,
                redactor.kindOfBody(types, 0, types.length),
                types,
                0,
                types.length,
                isEncoded,
                isCut,
                bytes,
                0,
                bytes.length,
                out);
        return isRecorded ? out.toString() : WITHHELD;
    }

    private static void assertHidden(String source, String redacted) {
        assertWithMessage(source).that(redacted).doesNotContain(SECRET);
    }

    @Test
    void hidesSecretsOfLinks() {
        for (String link : List.of(
                "/login?token=hunter2&next=https://shop.test/",
                "login?token=hunter2",
                "//user:hunter2@shop.test/",
                "https://user:x@hunter2@shop.test/",
                "/#/callback?code=hunter2",
                "/cart;jsessionid=hunter2?page=2",
                "/cart;page=2;sid=hunter2/x",
                "/?next=https%3A%2F%2Fshop.test%2F%3Ftoken%3Dhunter2",
                "/?next=%2Flogin%3Fnext%3D%252Freset%252Fhunter2",
                "/?state=%7B%22password%22%3A%22hunter2%22%7D",
                "/?page=2;token=hunter2",
                "/re%73et/hunter2")) {
            assertHidden(link, field("Location", link));
            assertHidden(link, field("Referer", link));
            assertHidden(link, field("X-Original-URL", link));
            assertHidden(link, field("Link", "<" + link + ">; rel=\"next\", <" + link + ">; rel=\"last\""));
            assertHidden(link, field("Refresh", "0; url=" + link));
            String json = "{\"self\":\"" + link.replace("/", "\\/") + "\"}";
            assertHidden(json, body("application/json", json));
        }
        assertThat(field("Location", "https://shop.test/a?next=https%3A%2F%2Fshop.test%2F%3Fpage%3D2#top"))
                .isEqualTo("https://shop.test/a?next=https%3A%2F%2Fshop.test%2F%3Fpage%3D2#top");
        assertThat(field("Link", "</a?page=2>; rel=\"next\"")).isEqualTo("</a?page=2>; rel=\"next\"");
    }

    @Test
    void hidesValuesOfUnknownSchemes() {
        assertThat(field("Authorization", "Bearer hunter2")).startsWith("Bearer ~");
        assertHidden("", field("Authorization", "hunter2 and more"));
        assertHidden("", field("Authorization", "Bearer:hunter2 x"));
        assertHidden("", field("Authorization", "Bearer\thunter2"));
        assertHidden("", field("Host", "user:hunter2@shop.test"));
    }

    @Test
    void hidesJsonInTexts() {
        assertThat(body("application/json", "{\"event\":\"{\\\"password\\\":\\\"hunter2\\\",\\\"a\\\":\\\"b\\\"}\"}"))
                .matches(
                        "\\{\"event\":\"\\{\\\\\"password\\\\\":\\\\\"~[\\w-]{22}\\\\\",\\\\\"a\\\\\":\\\\\"b\\\\\"}\"}");
        String deep = "{\"password\":\"hunter2\"}";
        for (int i = 0; i < 6; i++) {
            deep = "{\"a\":\"" + deep.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
            assertHidden(deep, body("application/json", deep));
        }
        assertHidden("cut", body("application/json", "{\"a\":\"{\\\"password\\\":\\\"hunter2\"}"));
        assertHidden("form", body("application/x-www-form-urlencoded", "payload={\"password\":\"hunter2\"}&a=b"));
        String plain = "{\"a\":\"[sic] {} /x?y=z\",\"b\":\"{\\\"c\\\":1}\"}";
        assertThat(body("application/json", plain)).isEqualTo(plain);
    }

    @Test
    void hidesValuesThatALabelNames() {
        for (String json : List.of(
                "[{\"name\":\"password\",\"value\":\"hunter2\"}]",
                "[{\"value\":\"hunter2\",\"name\":\"password\"}]",
                "[{\"op\":\"replace\",\"path\":\"/user/password\",\"value\":{\"a\":[\"hunter2\"]}}]",
                "{\"key\":\"X-Auth-Tok\\u0065n\",\"type\":\"text\",\"content\":\"hunter2\"}")) {
            assertHidden(json, body("application/json-patch+json", json));
        }
        String plain = "[{\"value\":\"red\",\"name\":\"color\"},{\"name\":\"size\",\"value\":\"XL\"}]";
        assertThat(body("application/json", plain)).isEqualTo(plain);
    }

    @Test
    void withholdsTextsWithNamesOfSecrets() {
        for (String text : List.of(
                "{\"password\":\"hunter2\"}",
                "<user><password>hunter2</password></user>",
                "<input name=\"csrf_token\" value=\"hunter2\">",
                "id,token\n1,hunter2\n",
                "password: hunter2\n",
                "a=b&password=hunter2",
                "user[password]=hunter2",
                "\u0081\u00a8password\u00a7hunter2")) {
            for (String type : List.of(
                    "text/plain",
                    "text/html",
                    "application/xml",
                    "text/csv",
                    "application/cbor",
                    "image/svg+xml",
                    "audio/x-mpegurl")) {
                assertWithMessage(text).that(body(type, text)).isEqualTo(WITHHELD);
            }
        }
        assertThat(body("text/html", "<p>Enter your password and pin.</p>"))
                .isEqualTo("<p>Enter your password and pin.</p>");
        assertThat(body("image/png", "token=")).isEqualTo("token=");
    }

    @Test
    void withholdsBodiesWithAContentCoding() {
        byte[] plain = "plain".getBytes(UTF_8);
        for (String type : List.of("application/json", "text/plain", "image/png", "image/svg+xml", "font/ttf")) {
            assertWithMessage(type).that(body(type, plain, true, false)).isEqualTo(WITHHELD);
            assertWithMessage(type).that(body(type, plain, true, true)).isEqualTo(WITHHELD);
        }
        assertThat(body("image/png", plain, false, false)).isEqualTo("plain");
    }

    /** Signatures in hexadecimal digits. */
    @Test
    void withholdsCompressedFiles() {
        for (String start : List.of(
                "1f8b08", "504b030414", "28b52ffd04", "425a6839", "fd377a585a00", "377abcaf271c", "526172211a07")) {
            byte[] bytes = HexFormat.of().parseHex(start + "0102");
            for (String type : List.of("application/octet-stream", "application/zip", "application/gzip")) {
                assertWithMessage(start).that(body(type, bytes, false, false)).isEqualTo(WITHHELD);
                assertWithMessage(start).that(body(type, bytes, false, true)).isEqualTo(WITHHELD);
            }
        }
        assertThat(body("text/plain", "PK")).isEqualTo("PK");
        assertThat(body("text/plain", "7zip, BZip2 and Rar")).isEqualTo("7zip, BZip2 and Rar");
    }

    @Test
    void withholdsBodiesOfAnotherTypeThanTheyState() {
        assertThat(body("application/x-protobuf", "{\"password\":\"hunter2\"}")).isEqualTo(WITHHELD);
        assertThat(body("application/json; charset=utf-16; a=utf-8", "{\"a\":1}"))
                .isEqualTo(WITHHELD);
        assertThat(body("application/json; charset=\"UTF-8\"", "{\"a\":1}")).isEqualTo("{\"a\":1}");
        assertThat(body("text/event-stream", "event: a\rdata: {\"password\":\"hunter2\"}\n"))
                .isEqualTo(WITHHELD);
        assertThat(body("text/event-stream", "event: a\r\ndata: {\"b\":1}\r\n\r\n"))
                .isEqualTo("event: a\r\ndata: {\"b\":1}\r\n\r\n");
    }

    /** A redactor keeps no position of the body before. */
    @Test
    void endsWithinACutBody() {
        assertThat(body("application/json", "{\"a\":\"" + "x".repeat(200) + "\"}"))
                .contains("xxx");
        assertThat(body("application/json", "\"abc", true)).isEmpty();
        assertThat(body("application/json", "  ", true)).isEqualTo("");
    }

    private String errorBody(String text) {
        redactor.beginResponse();
        byte[] type = "application/problem+json".getBytes(UTF_8);
        byte[] bytes = text.getBytes(UTF_8);
        ByteWriter out = new ByteWriter(0);
        boolean isRecorded = redactor.appendBody(
                RouteRules.of(ROUTE, RedactionRules.standard()),
                false,
                redactor.kindOfBody(type, 0, type.length),
                type,
                0,
                type.length,
                false,
                false,
                bytes,
                0,
                bytes.length,
                out);
        return isRecorded ? out.toString() : WITHHELD;
    }

    @Test
    void withholdsErrorsThatRepeatASecret() {
        String plain = "{\"detail\":\"There is no order 17.\"}";
        redactor.beginRequest(true);
        field("Authorization", "Bearer hunter2");
        assertThat(errorBody(plain)).isEqualTo(plain);
        byte[] field = "error_description=\"hunter2 is expired\"".getBytes(UTF_8);
        assertThat(redactor.repeats(field, 0, field.length)).isTrue();
        assertThat(errorBody("{\"detail\":\"hunter2 is expired\"}")).isEqualTo(WITHHELD);

        redactor.beginRequest(true);
        body("application/json", "{\"card\":4111111111111111.5,\"token\":\"" + "x".repeat(100) + "\"}");
        assertThat(errorBody("{\"detail\":\"4111111111111111.5 is no card\"}")).isEqualTo(WITHHELD);
        assertThat(errorBody("{\"detail\":\"" + "x".repeat(64) + "... is no token\"}"))
                .isEqualTo(WITHHELD);

        redactor.beginRequest(true);
        body("application/json", "{\"password\":\"say \\\"hunter2\\\"\"}");
        assertThat(errorBody("{\"detail\":\"say \\\"hunter2\\\" is weak\"}")).isEqualTo(WITHHELD);

        redactor.beginRequest(true);
        assertThat(body("application/json", "{\"password\":\"hunter2\"")).isEqualTo(WITHHELD);
        assertThat(errorBody("{\"detail\":\"the body ends after hunter2\"}")).isEqualTo(WITHHELD);

        redactor.beginRequest(false);
        field("Authorization", "Bearer hunter2");
        assertThat(errorBody("{\"hello\":\"hunter2\"}")).contains("hunter2");
    }
}
