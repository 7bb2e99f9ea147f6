package dev.interlock.internal.accesslog;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.http.RouteInfo;
import dev.interlock.observe.AbortReason;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exact lines. */
final class LineFormatTest {
    private static final String ALL = "time,client,method,path,query,protocol,host,status,responseBytes,durationUs,"
            + "firstByteUs,route,handler,aborted,userAgent,referer,traceId,header.X-Shard,cookie.plan,cookie.theme";
    private static final RouteInfo FIND = RouteInfo.of(3, "GET", "/v1/orders/{id}", "shop.Orders.find");
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String HEAD = "GET /v1/orders/7?full=true HTTP/1.1\r\nHost: shop.test\r\n"
            + "User-Agent: curl/8.5\r\nReferer: https://a.test/x?y=1\r\nX-Shard: 12\r\n"
            + "Cookie: plan=gold; theme=dark\r\ntraceparent: 00-" + TRACE + "-b7ad6b7169203331-01\r\n\r\n";

    @Test
    void jsonWithAllFields() {
        assertThat(Lines.json(ALL).of(HEAD, FIND))
                .isEqualTo("{\"time\":\"2026-11-30T02:04:06.007Z\",\"client\":\"192.0.2.7\",\"method\":\"GET\","
                        + "\"path\":\"/v1/orders/7\",\"query\":\"full=true\",\"protocol\":\"HTTP/1.1\","
                        + "\"host\":\"shop.test\",\"status\":200,\"responseBytes\":1234,\"durationUs\":2300,"
                        + "\"firstByteUs\":1200,\"route\":\"/v1/orders/{id}\",\"handler\":\"shop.Orders.find\","
                        + "\"userAgent\":\"curl/8.5\",\"referer\":\"https://a.test/x?y=1\",\"traceId\":\"" + TRACE
                        + "\",\"header.x-shard\":\"12\",\"cookie.plan\":\"***\",\"cookie.theme\":\"dark\"}");
    }

    @Test
    void jsonWithFieldsInAnotherOrder() {
        assertThat(Lines.json("status,method,client,path,query").of("GET /a HTTP/1.0\r\n\r\n", null))
                .isEqualTo("{\"status\":200,\"method\":\"GET\",\"client\":\"192.0.2.7\",\"path\":\"/a\"}");
    }

    @Test
    void jsonLacksFieldsOfMissingHead() {
        Lines lines = Lines.json(ALL);
        assertThat(lines.of(null, null, new Lines.Exchange(null, 400), null))
                .isEqualTo("{\"time\":\"2026-11-30T02:04:06.007Z\",\"client\":\"192.0.2.7\",\"status\":400,"
                        + "\"responseBytes\":1234,\"durationUs\":2300,\"firstByteUs\":1200}");
        assertThat(Lines.json("method,path").of(null, null, new Lines.Exchange(null, 400), null))
                .isEqualTo("{}");
    }

    @Test
    void jsonHasReasonOfAbort() {
        assertThat(Lines.json("method,status,responseBytes,durationUs,firstByteUs,aborted")
                        .of(Lines.head(HEAD), FIND, new Lines.Exchange(FIND, 0), AbortReason.CLIENT_LEFT))
                .isEqualTo("{\"method\":\"GET\",\"durationUs\":2500,\"aborted\":\"client_left\"}");
    }

    @Test
    void combinedFollowsApache() {
        assertThat(Lines.combined("").of(HEAD, FIND))
                .isEqualTo("192.0.2.7 - - [30/Nov/2026:02:04:06 +0000] \"GET /v1/orders/7?full=true HTTP/1.1\" 200 1234"
                        + " \"https://a.test/x?y=1\" \"curl/8.5\"");
    }

    @Test
    void combinedWithFurtherFields() {
        assertThat(Lines.combined("durationUs,route,query,aborted,header.x-none,header.x-shard")
                        .of("GET /a HTTP/1.0\r\n\r\n", null))
                .isEqualTo("192.0.2.7 - - [30/Nov/2026:02:04:06 +0000] \"GET /a HTTP/1.0\" 200 1234 \"-\" \"-\""
                        + " 2300 \"-\" \"-\" \"-\" \"-\" \"-\"");
    }

    @Test
    void combinedOfRequestsWithoutHeadOrResponse() {
        Lines lines = Lines.combined("");
        assertThat(lines.of(null, null, new Lines.Exchange(null, 400), null))
                .isEqualTo("192.0.2.7 - - [30/Nov/2026:02:04:06 +0000] \"-\" 400 1234 \"-\" \"-\"");
        assertThat(lines.of(Lines.head(HEAD), FIND, new Lines.Exchange(FIND, 0), AbortReason.CLIENT_LEFT))
                .isEqualTo("192.0.2.7 - - [30/Nov/2026:02:04:06 +0000] \"GET /v1/orders/7?full=true HTTP/1.1\" 000 -"
                        + " \"https://a.test/x?y=1\" \"curl/8.5\"");
    }

    @Test
    void secretPathIsNotShown() {
        String head = "GET /reset/s3cr3t?a=1 HTTP/1.1\r\n\r\n";
        assertThat(Lines.json("path,query,route").of(head, Lines.RESET))
                .isEqualTo("{\"query\":\"a=1\",\"route\":\"/reset/{token}\"}");
        assertThat(Lines.combined("path").of(head, Lines.RESET))
                .isEqualTo("192.0.2.7 - - [30/Nov/2026:02:04:06 +0000] \"GET /reset/{token}?a=1 HTTP/1.1\" 200 1234"
                        + " \"-\" \"-\" \"-\"");
    }

    @Test
    void secretPathIsNotShownWithoutRoute() {
        String head = "DELETE /reset/s3cr3t HTTP/1.1\r\n\r\n";
        assertThat(Lines.json("method,path").of(head, null)).isEqualTo("{\"method\":\"DELETE\"}");
        assertThat(Lines.combined("").of(head, null)).contains("\"DELETE *** HTTP/1.1\"");
        assertThat(Lines.json("path").of("GET /reset HTTP/1.1\r\n\r\n", null)).isEqualTo("{\"path\":\"/reset\"}");
        assertThat(Lines.json("path").of("GET /v1/orders/7 HTTP/1.1\r\n\r\n", null))
                .isEqualTo("{\"path\":\"/v1/orders/7\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "a=1&token=abc&b=2, a=1&token=***&b=2",
        "token=abc, token=***",
        "access_token=a=b&, access_token=***&",
        "pass%77ord=x&c=, pass%77ord=***&c=",
        "x-shard-key=1&X-SHARD-KEY=2, x-shard-key=***&X-SHARD-KEY=***",
        "token&token=, token&token=***",
        "&&a&=1&token=1&, &&a&=1&token=***&",
        "'', ''",
    })
    void masksSecretsOfQueries(String query, String masked) {
        assertThat(Lines.json("query").of("GET /a?" + query + " HTTP/1.1\r\n\r\n", null))
                .isEqualTo("{\"query\":\"" + masked + "\"}");
        assertThat(Lines.combined("").of("GET /a?" + query + " HTTP/1.1\r\n\r\n", null))
                .contains("\"GET /a?" + masked + " HTTP/1.1\"");
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.test/reset/S3CRET, https://shop.test***",
        "https://shop.test/%72eset/S3CRET?a=1, https://shop.test***?a=1",
        "/reset/S3CRET, ***",
        "https://shop.test/reset, https://shop.test/reset"
    })
    void hidesSecretPathsOfReferers(String referer, String shown) {
        for (String field : new String[] {"referer", "header.Referer"}) {
            assertThat(Lines.json(field).of("GET / HTTP/1.1\r\nReferer: " + referer + "\r\n\r\n", null))
                    .isEqualTo("{\"referer\":\"" + shown + "\"}");
        }
    }

    @Test
    void hidesEscapedSecretPathWithoutRoute() {
        assertThat(Lines.json("path").of("POST /%72eset/S3CRET HTTP/1.1\r\n\r\n", null))
                .isEqualTo("{}");
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.test/b?token=1&c=2, https://a.test/b?token=***&c=2",
        "https://user:pw@a.test/b, https://***@a.test/b",
        "https://user:pw@a.test, https://***@a.test",
        "https://a.test/b@c, https://a.test/b@c",
        "/b?session=1, /b?session=***",
        "?, ?",
        "a:, a:",
    })
    void masksSecretsOfReferers(String referer, String masked) {
        assertThat(Lines.json("referer").of("GET / HTTP/1.1\r\nReferer: " + referer + "\r\n\r\n", null))
                .isEqualTo("{\"referer\":\"" + masked + "\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "Proxy-Authorization",
                "Cookie",
                "Set-Cookie",
                "X-Api-Key",
                "X-Auth-Token",
                "x-shard-key"
            })
    void masksSecretHeaders(String name) {
        assertThat(Lines.json("header." + name).of("GET / HTTP/1.1\r\n" + name + ": abc\r\n\r\n", null))
                .isEqualTo("{\"header." + name.toLowerCase(java.util.Locale.ROOT) + "\":\"***\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "'theme=dark', dark",
        "'a=1; theme=dark; theme=light', dark",
        "'xtheme=1;theme=dark', dark",
        "'theme=', ''",
        "'theme', ''",
        "'themes=1', ''",
        "'a=theme=1', ''",
        "';;  theme=d', d",
    })
    void findsCookies(String cookies, String value) {
        Map<String, Object> line =
                JsonLine.read(Lines.json("cookie.theme").of("GET / HTTP/1.1\r\nCookie: " + cookies + "\r\n\r\n", null));
        assertThat(line.getOrDefault("cookie.theme", "")).isEqualTo(value);
    }

    @Test
    void masksSecretCookies() {
        assertThat(Lines.json("cookie.sid").of("GET / HTTP/1.1\r\nCookie: a=1\r\nCookie: sid=2\r\n\r\n", null))
                .isEqualTo("{\"cookie.sid\":\"***\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-" + TRACE + "-b7ad6b7169203331-0",
                "00-" + TRACE + "-b7ad6b7169203331-01-",
                "00-" + TRACE + "-b7ad6b7169203331-01-x",
                "ff-" + TRACE + "-b7ad6b7169203331-01",
                "0g-" + TRACE + "-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-" + TRACE + "-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-" + TRACE + "_b7ad6b7169203331-01",
                "01-" + TRACE + "-b7ad6b7169203331-01x"
            })
    void ignoresInvalidTraceParent(String value) {
        assertThat(Lines.json("traceId").of("GET / HTTP/1.1\r\ntraceparent: " + value + "\r\n\r\n", null))
                .isEqualTo("{}");
    }

    @Test
    void takesTraceIdOfLaterVersion() {
        String field = "traceparent: 01-" + TRACE + "-b7ad6b7169203331-01-more\r\n";
        assertThat(Lines.json("traceId").of("GET / HTTP/1.1\r\n" + field + "\r\n", null))
                .isEqualTo("{\"traceId\":\"" + TRACE + "\"}");
        assertThat(Lines.json("traceId").of("GET / HTTP/1.1\r\n" + field + field + "\r\n", null))
                .isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "time,", "time,time", "speed", "header.", "header.a b", "header.\"", "TIME", "cookie."})
    void rejectsFields(String text) {
        assertThrows(IllegalArgumentException.class, () -> LogField.listOf(text));
    }

    @Test
    void writesEveryLengthOfNumber() {
        LogElement element = LogElement.of(LogField.of(LogField.Kind.STATUS), false, "a very long lead: ", ";", "");
        LineBuffer buffer = new LineBuffer(Escapes.of(LogFormat.JSON));
        for (long power = 1; power > 0 && power < Long.MAX_VALUE / 10; power *= 10) {
            for (long value : new long[] {power - 1, power, power + 1, 9 * power, Long.MAX_VALUE}) {
                buffer.begin(0);
                buffer.number(element, value);
                assertThat(new String(buffer.bytes(), 0, buffer.length(), US_ASCII))
                        .isEqualTo("a very long lead: " + value + ";");
            }
        }
    }

    @Test
    void limitsFields() {
        String most = IntStream.range(0, 32).mapToObj(i -> "header.a" + i).collect(Collectors.joining(","));
        assertThat(LogField.listOf(most)).hasSize(32);
        assertThrows(IllegalArgumentException.class, () -> LogField.listOf(most + ",time"));
        assertThrows(IllegalArgumentException.class, () -> LogField.listOf("header." + "a".repeat(65)));
    }

    @Test
    void mostFieldsLeaveRoomForText() {
        List<String> names = IntStream.range(10, 42)
                .mapToObj(i -> "header." + "a".repeat(62) + i)
                .toList();
        LineLayout layout = LineLayout.of(Lines.options(LogFormat.COMBINED, String.join(",", names)), List.of());
        assertWithMessage("bytes for text").that(layout.textBytes()).isGreaterThan(4000);
        layout = LineLayout.of(Lines.options(LogFormat.JSON, String.join(",", names)), List.of());
        assertWithMessage("bytes for text").that(layout.textBytes()).isGreaterThan(3000);
    }
}
