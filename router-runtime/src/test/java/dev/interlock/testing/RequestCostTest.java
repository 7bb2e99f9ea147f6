package dev.interlock.testing;

import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.Struct;
import com.google.protobuf.UInt64Value;
import dev.interlock.bind.Conversion;
import dev.interlock.bind.Parameter;
import dev.interlock.codec.BytesCodec;
import dev.interlock.codec.EntityTags;
import dev.interlock.codec.JacksonCodec;
import dev.interlock.codec.JacksonCodecs;
import dev.interlock.codec.JsonbCodec;
import dev.interlock.codec.JsonbCodecs;
import dev.interlock.codec.ProtobufJsonCodec;
import dev.interlock.codec.TextCodec;
import dev.interlock.filter.Decompression;
import dev.interlock.http.FieldNames;
import dev.interlock.http.Fields;
import dev.interlock.http.HttpException;
import dev.interlock.http.MediaTypes;
import dev.interlock.http.Response;
import dev.interlock.json.JsonShapes;
import dev.interlock.server.InMemoryConnection;
import dev.interlock.validate.Violations;
import io.netty.util.ResourceLeakDetector;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * What each kind of request costs: the CPU time of the thread that answers it, as a multiple of an echo of as many bytes. A kind
 * that exceeds its limit lets a client buy much work with few bytes.
 */
@Tag("attacks")
final class RequestCostTest {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final long WARM_UP_NANOS = 1_000_000_000;
    private static final long ROUND_NANOS = 20_000_000;
    private static final int ROUNDS = 9;

    enum Choice {
        A1,
        A2,
        A3,
        A4,
        A5,
        A6,
        A7,
        A8,
        A9,
        A10,
        A11,
        A12,
        A13,
        A14,
        A15,
        A16,
        A17,
        A18,
        A19,
        A20,
        A21,
        A22,
        A23,
        A24,
        A25,
        A26,
        A27,
        A28,
        A29,
        A30,
        A31,
        A32,
        A33,
        A34,
        A35,
        A36,
        A37,
        A38,
        A39,
        A40,
        A41,
        A42,
        A43,
        A44,
        A45,
        A46,
        A47,
        A48,
        A49,
        A50,
        A51,
        A52,
        A53,
        A54,
        A55,
        A56,
        A57,
        A58,
        A59,
        A60
    }

    record Order(Choice choice, BigDecimal price, List<Object> lines) {}

    private static final FieldNames QUERY = FieldNames.of("a", "b");
    private static final FieldNames HEADERS = FieldNames.ofHeaders("x-a");
    private static final Parameter A = Parameter.query("a");
    private static final Conversion<Choice> CHOICE = Conversion.ofEnum(Choice.class);

    private static final JacksonCodec<Order> JACKSON =
            JacksonCodecs.of(JacksonCodecs.standard(RequestCostTest.class)).codec(Order.class);
    private static final JsonbCodec<Object> AVAJE =
            JsonbCodecs.byDefault(RequestCostTest.class, JsonShapes::new).codec(Object.class, "");

    /** @param most times the CPU of an echo of as many bytes */
    @SuppressWarnings("ArrayRecordComponent") // Kinds are not compared.
    private record Kind(String name, byte[] request, int most) {}

    private final List<Kind> kinds = new ArrayList<>();
    private final HandlerRouter.Builder routes = HandlerRouter.with();

    private void get(String name, int most, String target, String fields, HandlerRouter.Handler handler) {
        String path = "/" + name.replace(' ', '-');
        routes.get(path, handler);
        String head = "GET " + path + target + " HTTP/1.1\r\nHost: test\r\n" + fields + "\r\n";
        kinds.add(new Kind(name, head.getBytes(UTF_8), most));
    }

    /** The type that the client prefers, among two. */
    private void negotiated(String name, int most, String fields) {
        String path = "/" + name;
        routes.route(
                "GET",
                path,
                (request, response) -> {
                    MediaTypes.negotiate(request, response);
                    done(1, response);
                },
                route -> route.produces("text/x599", "text/html"));
        String head = "GET " + path + " HTTP/1.1\r\nHost: test\r\n" + fields + "\r\n";
        kinds.add(new Kind(name, head.getBytes(UTF_8), most));
    }

    private void post(String name, int most, String type, byte[] body, HandlerRouter.Handler handler) {
        String path = "/" + name.replace(' ', '-');
        routes.post(path, handler, route -> route);
        kinds.add(new Kind(name, request(path, type, body), most));
    }

    private static byte[] request(String path, String fields, byte[] body) {
        String head = "POST " + path + " HTTP/1.1\r\nHost: test\r\nContent-Type: " + fields + "\r\nContent-Length: "
                + body.length + "\r\n\r\n";
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.getBytes(UTF_8));
        all.writeBytes(body);
        return all.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static String many(int count, String each, String separator) {
        return IntStream.range(0, count)
                .mapToObj(i -> each.replace("#", "" + i))
                .collect(Collectors.joining(separator));
    }

    private static void done(Object value, Response response) {
        TextCodec.write(response, value.hashCode());
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void addParameters() {
        get("query", 100, "?" + many(1000, "a=#", "&"), "", (request, response) -> {
            Fields query = request.query(QUERY);
            done(A.list(Conversion.INTEGER, query, 0), response);
        });
        get(
                "query set",
                60,
                "?" + many(1000, "a=x#", "&"),
                "",
                (request, response) -> done(A.set(Conversion.STRING, request.query(QUERY), 0), response));
        get(
                "query decimal",
                60,
                "?a=" + "7".repeat(1000),
                "",
                (request, response) ->
                        done(A.to(Conversion.BIG_DECIMAL, request.query(QUERY).first(0)), response));
        get(
                "query refused enum",
                60,
                "?a=B",
                "",
                (request, response) -> done(A.to(CHOICE, request.query(QUERY).first(0)), response));
        get(
                "query refused number",
                60,
                "?a=1e99999999",
                "",
                (request, response) ->
                        done(A.to(Conversion.BIG_DECIMAL, request.query(QUERY).first(0)), response));
        get(
                "query refused date",
                100,
                "?a=2026-13-01",
                "",
                (request, response) ->
                        done(A.to(Conversion.LOCAL_DATE, request.query(QUERY).first(0)), response));
        get(
                "headers",
                30,
                "",
                many(60, "x-a: value #\r\n", ""),
                (request, response) -> done(A.list(Conversion.STRING, request.headers(HEADERS), 0), response));
        get(
                "cookies",
                100,
                "",
                "Cookie: " + many(1000, "n#=v", "; ") + "\r\n",
                (request, response) -> done(request.cookies(QUERY).count(0), response));
        post(
                "form",
                100,
                "application/x-www-form-urlencoded",
                bytes(many(900, "a=%41#", "&")),
                (request, response) -> done(A.list(Conversion.STRING, request.form(QUERY), 0), response));
    }

    private void addBodies() {
        String lines = "{\"choice\":\"A1\",\"price\":1.5,\"lines\":[" + many(1000, "{\"n#\":#}", ",") + "]}";
        post(
                "jackson",
                200,
                "application/json",
                bytes(lines),
                (request, response) -> done(JACKSON.read(request), response));
        post(
                "jackson refused enum",
                150,
                "application/json",
                bytes("{\"choice\":\"B\",\"price\":1,\"lines\":[]}"),
                (request, response) -> done(JACKSON.read(request), response));
        post(
                "jackson long number",
                60,
                "application/json",
                bytes("{\"choice\":\"A1\",\"price\":1e10000000,\"lines\":[]}"),
                (request, response) -> done(JACKSON.read(request).price().setScale(2), response));
        post(
                "avaje",
                400,
                "application/json",
                bytes(lines),
                (request, response) -> done(AVAJE.read(request), response));
        post(
                "jackson nested",
                100,
                "application/json",
                bytes("[".repeat(20_000)),
                (request, response) -> done(JACKSON.read(request), response));
        post(
                "protojson",
                400,
                "application/json",
                bytes(lines),
                (request, response) -> done(ProtobufJsonCodec.read(request, Struct.getDefaultInstance()), response));
        post(
                "protojson long number",
                200,
                "application/json",
                bytes('"' + "7".repeat(100_000) + '"'),
                (request, response) ->
                        done(ProtobufJsonCodec.read(request, UInt64Value.getDefaultInstance()), response));
        post(
                "text",
                100,
                "text/plain",
                bytes("Gr\u00fc\u00dfe ".repeat(5_000)),
                (request, response) -> done(TextCodec.readString(request), response));
        String parts = many(500, "--XX\r\ncontent-disposition: form-data; name=a\r\n\r\n#\r\n", "") + "--XX--\r\n";
        // Netty's decoder takes 12 us for each part, however small; a body has 1,000 parts at most.
        post(
                "multipart",
                5_000,
                "multipart/form-data; boundary=XX",
                bytes(parts),
                (request, response) -> done(request.parts(QUERY).all(0), response));
        post(
                "multipart unknown charset",
                80,
                "multipart/form-data; boundary=XX",
                bytes(
                        "--XX\r\ncontent-disposition: form-data; name=a\r\ncontent-type: text/plain;charset=x\r\n\r\n\r\n--XX--\r\n"),
                (request, response) -> done(request.parts(QUERY).all(0), response));
        byte[] zeros = new byte[1_000_000];
        post("gzip", 300, "text/plain\r\nContent-Encoding: gzip", gzip(zeros), (request, response) -> {
            Decompression.standard().before(request, response);
            done(request.body().length(), response);
        });
    }

    private void addProtocol() {
        negotiated("accept", 150, "Accept: " + many(600, "text/x#;q=0.1", ", ") + "\r\n");
        get("entity tags", 60, "", "If-None-Match: " + many(1000, "\"t#\"", ", ") + "\r\n", (request, response) -> {
            TextCodec.write(response, "content");
            EntityTags.tag(request, response);
        });
        get("not found problem", 40, "", "", (request, response) -> {
            throw new HttpException(404, "There is no such order.").with("order", 7);
        });
        get("violations", 300, "", "", (request, response) -> {
            Violations found = null;
            for (int i = 0; i < 200; i++) {
                found = Violations.add(found, "/lines/" + i, "must not be blank");
            }
            Violations.refuse(found);
        });
    }

    @Test
    void noKindOfRequestCostsMuchMoreThanItsBytes(TestReporter reporter) throws InterruptedException {
        routes.post(
                "/echo", (request, response) -> BytesCodec.write(response, BytesCodec.readBytes(request)), it -> it);
        addParameters();
        addBodies();
        addProtocol();
        ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        try (InMemoryConnection connection = new InMemoryConnection(routes.router())) {
            List<String> exceeded = new ArrayList<>();
            for (Kind kind : kinds) {
                long echo = nanos(connection, request("/echo", "text/plain", new byte[kind.request().length]));
                double times = (double) nanos(connection, kind.request()) / echo;
                String figure = "%s: %.1f times an echo of %d bytes (%d ns), limit %d"
                        .formatted(kind.name(), times, kind.request().length, echo, kind.most());
                reporter.publishEntry(figure);
                if (times > kind.most()) {
                    exceeded.add(figure);
                }
            }
            assertWithMessage("kinds that exceed their limit").that(exceeded).isEmpty();
        } finally {
            ResourceLeakDetector.setLevel(level);
        }
    }

    /** The median of the rounds, once the compiler has had its time. */
    private static long nanos(InMemoryConnection connection, byte[] request) throws InterruptedException {
        String answer = answer(connection, request);
        assertWithMessage(new String(request, 0, Math.min(request.length, 60), ISO_8859_1))
                .that(answer)
                .doesNotContainMatch("^HTTP/1.1 5");
        int count = 0;
        for (long start = THREADS.getCurrentThreadCpuTime();
                THREADS.getCurrentThreadCpuTime() - start < WARM_UP_NANOS;
                count++) {
            answer(connection, request);
        }
        int perRound = (int) Math.max(1, count * ROUND_NANOS / WARM_UP_NANOS);
        long[] rounds = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long before = THREADS.getCurrentThreadCpuTime();
            for (int j = 0; j < perRound; j++) {
                connection.send(request);
                connection.awaitAnswers(LONGEST);
                connection.drop();
            }
            rounds[i] = (THREADS.getCurrentThreadCpuTime() - before) / perRound;
        }
        Arrays.sort(rounds);
        return rounds[ROUNDS / 2];
    }

    private static String answer(InMemoryConnection connection, byte[] request) throws InterruptedException {
        connection.send(request);
        assertWithMessage("answered").that(connection.awaitAnswers(LONGEST)).isTrue();
        return new String(connection.receive(), ISO_8859_1);
    }
}
