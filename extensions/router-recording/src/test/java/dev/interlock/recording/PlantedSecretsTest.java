package dev.interlock.recording;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import dev.interlock.annotation.TrailingSlash;
import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.http.HttpException;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.http.Router;
import dev.interlock.replay.recorded.RecordedExchange;
import dev.interlock.server.HttpServer;
import dev.interlock.server.RawClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plants secrets in every place of requests and responses. The recording must contain none of them, in any encoding.
 * Each secret has a plain neighbour, which the recording must contain unless it has only the digest of the body.
 */
final class PlantedSecretsTest {
    private static final String PROTOBUF = "application/x-protobuf";
    private static final String[] SECRET_FIELDS = {
        "3/dependency/dependency[]=text 4/messageType/message_type[]>1", "1/name/name=text 3/nestedType/nested_type[]>1"
    };

    @TempDir
    private Path directory;

    private final List<String> secrets = new ArrayList<>();

    /** Routes with a path variable. The response echoes the body and its type. */
    private static final class Routes extends Router {
        private static final List<RouteInfo> ROUTES = List.of(
                route(
                        0,
                        "POST",
                        "/echo",
                        "application/json",
                        "application/x-www-form-urlencoded",
                        "multipart/form-data"),
                route(1, "POST", "/proto", PROTOBUF, "application/json")
                        .withSecretsOfBody(SECRET_FIELDS)
                        .withSecretsOfResult(SECRET_FIELDS),
                route(2, "GET", "/reset/{token}"),
                route(3, "POST", "/unseen", PROTOBUF),
                route(4, "POST", "/fail", "application/json"));

        private static RouteInfo route(int number, String method, String template, String... types) {
            return RouteInfo.of(number, method, template, "t.T.m" + number)
                    .consumes(types)
                    .produces(types);
        }

        Routes() {
            super(TrailingSlash.STRICT, ROUTES);
        }

        @Override
        public int match(int method, byte[] bytes, int from, int to, RequestPath path) {
            String text = new String(bytes, from, to - from, ISO_8859_1);
            for (RouteInfo route : ROUTES) {
                String start = route.template().replaceAll("\\{.*", "");
                byte[] name = route.method().getBytes(ISO_8859_1);
                if (text.startsWith(start) && method(name, 0, name.length) == method) {
                    return route.number();
                }
            }
            return NOT_FOUND;
        }

        @Override
        public void handle(int route, Request request, Response response) {
            for (String name : List.of("Set-Cookie", "X-Auth-Token", "Location")) {
                String value = request.header("Secret-" + name);
                if (value != null) {
                    response.addHeader(name, value);
                }
            }
            if (route == 4) {
                throw new HttpException(409, "No " + request.body().length());
            }
            String type = request.header("content-type");
            if (type != null) {
                response.contentType(type).body().append(request.body().toByteArray());
            }
        }
    }

    private String secret(String prefix) {
        String secret = prefix + "-planted-" + Integer.toString(7_919 * (secrets.size() + 11), 36);
        secrets.add(secret);
        return secret;
    }

    private String card() {
        String number = "41111111111" + (10_000 + 7 * secrets.size());
        secrets.add(number);
        return number;
    }

    private static String post(String path, String fields, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: a\r\n" + fields + "Content-Length: " + body.length() + "\r\n\r\n"
                + body;
    }

    private static String message(String name, String plain) {
        return new String(
                FileDescriptorProto.newBuilder()
                        .setName(plain)
                        .addDependency(name)
                        .addMessageType(DescriptorProto.newBuilder()
                                .addNestedType(DescriptorProto.newBuilder().setName(name)))
                        .build()
                        .toByteArray(),
                ISO_8859_1);
    }

    private static String gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return out.toString(ISO_8859_1);
    }

    private List<String> requests() throws IOException {
        String json = "Content-Type: application/json\r\n";
        String form = "Content-Type: application/x-www-form-urlencoded\r\n";
        List<String> requests = new ArrayList<>();
        requests.add("GET /nowhere?page=2&access_token=" + secret("query") + "&pa%73sword=" + secret("escaped")
                + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + secret("bearer") + "\r\nX-Api-Key: "
                + secret("key") + "\r\nCookie: theme=dark; sid=" + secret("cookie") + "; a=" + secret("any")
                + "\r\nReferer: http://u:" + secret("user") + "@b/x?token=" + secret("referer")
                + "&q=plain#id_token=" + secret("fragment") + "\r\nX-Plain: plain\r\n\r\n");
        requests.add("GET /reset/" + secret("path") + " HTTP/1.1\r\nHost: a\r\n\r\n");
        requests.add("DELETE /reset/" + secret("pathwithoutroute") + "/more HTTP/1.1\r\nHost: a\r\n\r\n");
        requests.add(post(
                "/echo",
                json,
                "{\"plain\":\"plain\",\"user\":{\"password\":\"" + secret("json")
                        + "\",\"cards\":[{\"number\":\"" + card() + "\"}," + card() + "],\"email\":\"" + secret("mail")
                        + "@shop.test\"},\"list\":[{\"note\":\"" + secret("pointer") + "\"}]}"));
        requests.add(post(
                "/echo",
                form,
                "plain=plain&password=" + secret("form") + "&e%6dail=" + secret("formmail")
                        + "%40shop.test&card_number=" + card()));
        requests.add(post(
                "/echo",
                "Content-Type: multipart/form-data; boundary=x\r\n",
                "--x\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\n" + secret("part") + "\r\n--x--\r\n"));
        requests.add(post("/proto", "Content-Type: " + PROTOBUF + "\r\n", message(secret("proto"), "plain")));
        requests.add(post(
                "/proto",
                json,
                "{\"name\":\"plain\",\"messageType\":[{\"nested_type\":[{\"name\":\"" + secret("protojson")
                        + "\"}]}]}"));
        requests.add(post("/unseen", "Content-Type: " + PROTOBUF + "\r\n", message(secret("unseen"), "hidden")));
        requests.add(post(
                "/echo",
                json + "Secret-Set-Cookie: sid=" + secret("setcookie")
                        + "; Path=/; HttpOnly\r\nSecret-X-Auth-Token: " + secret("authtoken")
                        + "\r\nSecret-Location: /reset/" + secret("location") + "?plain=plain\r\n",
                "{}"));
        return requests;
    }

    /** Requests whose bodies the recorder cannot redact. */
    private List<String> unreadable() throws IOException {
        String json = "Content-Type: application/json\r\n";
        String body = "{\"password\":\"" + secret("unreadable") + "\"}";
        return List.of(
                post("/echo", json, body.substring(0, body.length() - 1)),
                post("/echo", json, "," + body),
                post("/echo", "Content-Type: application/json; charset=utf-16\r\n", body),
                post("/echo", json + "Content-Encoding: gzip\r\n", gzip(body)),
                post("/echo", "Content-Type: text/plain\r\n", body),
                post("/echo", "Content-Type: application/octet-stream\r\n", body),
                post("/echo", "", body),
                post("/nowhere", "Content-Type: text/plain\r\n", body),
                post(
                        "/proto",
                        "Content-Type: " + PROTOBUF + "\r\n",
                        message(secrets.get(secrets.size() - 1), "x") + "\u00ff"),
                post("/fail", json, body));
    }

    @Test
    void recordingHasNoSecret() throws Exception {
        List<String> requests = new ArrayList<>(requests());
        requests.addAll(unreadable());
        Recording recording = Recording.to(directory)
                .redaction(Redaction.standard().withNames("email").withPointers("/list/*/note"))
                .build();
        try (HttpServer server = HttpServer.builder(new Routes())
                .overridable(false)
                .handleSignals(false)
                .host("127.0.0.1")
                .port(0)
                .eventLoopThreads(1)
                .listener(recording)
                .start()) {
            for (String request : requests) {
                try (RawClient client = new RawClient(server.port())) {
                    client.send(request).response();
                }
            }
        }
        Recorded recorded = Recorded.in(directory);
        assertThat(recorded.exchanges).hasSize(requests.size());
        assertThat(secrets.size()).isAtLeast(20);
        String bytes = recorded.bytes.toString(ISO_8859_1);
        for (String secret : secrets) {
            for (String encoded : encodings(secret)) {
                assertWithMessage("%s as %s", secret, encoded)
                        .that(bytes.contains(encoded))
                        .isFalse();
            }
        }
        checkPlain(recorded.exchanges);
    }

    private static void checkPlain(List<RecordedExchange> exchanges) {
        assertThat(exchanges.get(0).getRequest().getTarget().toStringUtf8())
                .matches("/nowhere\\?page=2&access_token=~[\\w-]{22}&pa%73sword=~[\\w-]{22}");
        assertThat(Recorded.field(exchanges.get(0).getRequest().getFieldsList(), "authorization"))
                .matches("Bearer ~[\\w-]{22}");
        assertThat(Recorded.field(exchanges.get(0).getRequest().getFieldsList(), "referer"))
                .matches("http://b/x\\?token=~[\\w-]{22}&q=plain#id_token=~[\\w-]{22}");
        assertThat(exchanges.get(2).getRequest().getTarget().toStringUtf8()).matches("/reset/~[\\w-]{22}");
        for (int i : List.of(3, 4, 6, 7)) {
            assertThat(exchanges.get(i).getRequest().getBody().getContent().toStringUtf8())
                    .contains("plain");
            assertThat(exchanges.get(i).getResponse().getBody().getContent())
                    .isEqualTo(exchanges.get(i).getRequest().getBody().getContent());
            assertThat(exchanges.get(i).getRequest().getBody().getDigest().size())
                    .isEqualTo(32);
        }
        assertThat(Recorded.field(exchanges.get(9).getResponse().getFieldsList(), "Set-Cookie"))
                .matches("sid=~[\\w-]{22}; Path=/; HttpOnly");
        assertThat(Recorded.field(exchanges.get(9).getResponse().getFieldsList(), "Location"))
                .matches("/reset/~[\\w-]{22}\\?plain=plain");
        for (RecordedExchange each : exchanges.subList(10, exchanges.size() - 1)) {
            assertWithMessage("%s", each)
                    .that(each.getRequest().getBody().getContent().isEmpty())
                    .isTrue();
            assertThat(each.getRequest().getBody().getDigest().size()).isEqualTo(32);
            assertThat(each.getRequest().getBody().getLength()).isGreaterThan(0);
        }
    }

    private static List<String> encodings(String secret) {
        byte[] bytes = secret.getBytes(UTF_8);
        List<String> all = new ArrayList<>();
        all.add(secret);
        all.add(new StringBuilder(secret).reverse().toString());
        all.add(HexFormat.of().formatHex(bytes));
        all.add(HexFormat.of().withUpperCase().formatHex(bytes));
        StringBuilder percent = new StringBuilder();
        for (byte each : bytes) {
            percent.append('%').append(HexFormat.of().toHexDigits(each));
        }
        all.add(percent.toString());
        all.add(percent.toString().toUpperCase(Locale.ROOT));
        for (int shift = 0; shift < 3; shift++) {
            // Bytes before a secret shift its Base64 characters. The outer characters also depend on other bytes.
            byte[] shifted = new byte[shift + bytes.length];
            System.arraycopy(bytes, 0, shifted, shift, bytes.length);
            String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            all.add(text.substring(shift == 0 ? 0 : 4, text.length() - 4));
        }
        return all;
    }

    @Test
    void findsSecretsInEachEncoding() {
        String secret = "bearer-planted-1x2";
        for (String prefix : List.of("", "a", "ab", "abc")) {
            String encoded = Base64.getEncoder().encodeToString((prefix + secret + "xyz").getBytes(UTF_8));
            assertThat(encodings(secret).stream().anyMatch(encoded::contains)).isTrue();
        }
    }
}
