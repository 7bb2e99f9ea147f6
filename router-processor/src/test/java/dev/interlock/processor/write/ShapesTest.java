package dev.interlock.processor.write;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.testing.ReceivedResponse;
import dev.interlock.processor.testing.RunningApp;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests parameters of special kinds: wrapped values, defaults, records, bodies, files and attributes. */
final class ShapesTest {
    private static RunningApp app;

    @BeforeAll
    static void compile() throws ReflectiveOperationException {
        app = RunningApp.of("""
                package shop;

                import dev.interlock.annotation.HttpApp;

                @HttpApp(controllers = Shapes.class, filters = Login.class)
                public final class Api {}
                """, """
                package shop;

                import dev.interlock.http.*;
                import java.util.List;

                final class Login implements Filter {
                  @Override public boolean before(Request request, Response response) {
                    if (request.header("user") != null) {
                      request.setAttribute("user", request.header("user"));
                    }
                    request.setAttribute("roles", List.of("reader", "writer"));
                    request.setAttribute("level", 3);
                    return true;
                  }
                }
                """, """
                package shop;

                import dev.interlock.annotation.*;
                import dev.interlock.bytes.Slice;
                import dev.interlock.http.*;
                import java.util.*;
                import java.util.stream.*;
                import org.jspecify.annotations.Nullable;

                @Controller
                public final class Shapes {
                  enum Sort { UP, DOWN }

                  record Page(@Query @Default("20") int limit, @Query Optional<String> after) {}

                  record Search<T>(@Params Page page, @Query List<T> tag, String shop) {}

                  record Range(@Query int lo, @Query int hi) {
                    Range {
                      if (lo > hi) {
                        throw new IllegalArgumentException("secret");
                      }
                      if (lo < 0) {
                        throw new HttpException(422, "lo is below 0");
                      }
                    }
                  }

                  record Wide(@Params Range range, String refusal) {}

                  @Get("/range/{refusal}")
                  String range(@Params Wide wide, @Query @Default("x") String range) {
                    return wide.toString();
                  }

                  @Get("/optionals")
                  String optionals(
                      @Query Optional<Sort> a, @Query OptionalInt b, @Query OptionalLong c, @Query OptionalDouble d) {
                    return a + " " + b + " " + c + " " + d;
                  }

                  @Get("/nullables")
                  String nullables(@Query @Nullable Integer a, @Header @Nullable String xTraceId, @Cookie @Nullable Sort c) {
                    return a + " " + xTraceId + " " + c;
                  }

                  @Get("/collections")
                  String collections(
                      @Query List<Integer> a, @Query Set<String> b, @Query Collection<Sort> c, @Query Sort[] d, @Query long[] e) {
                    return a + " " + b + " " + c + " " + Arrays.toString(d) + " " + Arrays.toString(e);
                  }

                  @Get("/primitives")
                  String primitives(@Query boolean[] a, @Query byte[] b, @Query char[] c, @Query double[] d) {
                    return Arrays.toString(a) + Arrays.toString(b) + Arrays.toString(c) + Arrays.toString(d);
                  }

                  @Get("/defaults")
                  String defaults(
                      @Query @Default("7") int a, @Query @Default("UP") Sort b, @Query @Default("x\\"y") List<String> c) {
                    return a + " " + b + " " + c;
                  }

                  @Get("/search/{shop}")
                  String search(@Params Search<String> search) {
                    return search.toString();
                  }

                  @Get("/attributes")
                  String attributes(
                      @Attribute Optional<String> user, @Attribute List<String> roles, @Attribute("level") int level) {
                    return user + " " + roles + " " + level;
                  }

                  @Get("/user")
                  String user(@Attribute String user) {
                    return user;
                  }

                  @Get("/absent")
                  String absent(@Attribute @Nullable String user) {
                    return String.valueOf(user);
                  }

                  @Post("/string")
                  String string(@Body String body) {
                    return "string " + body;
                  }

                  @Post("/chars")
                  String chars(@Body CharSequence body) {
                    return "chars " + body;
                  }

                  @Post("/bytes")
                  byte[] bytes(@Body byte[] body) {
                    return body;
                  }

                  @Post("/slice")
                  Slice slice(@Body Slice body) {
                    return body;
                  }

                  @Post("/upload")
                  String upload(
                      @Part BodyPart file, @Part Optional<BodyPart> second, @Part List<BodyPart> more, @Part @Default("1") int count) {
                    String names = more.stream().map(BodyPart::text).collect(Collectors.joining("+"));
                    return file.text() + " " + second.isPresent() + " " + names + " " + count;
                  }

                  @Get("/whole")
                  String whole(Request request, Response response) {
                    response.status(202);
                    return request.method();
                  }

                  @Get("/files/{dir}/v{version}.tar/{*rest}")
                  String file(String dir, int version, String rest) {
                    return dir + " " + version + " " + rest;
                  }

                  @Get("/caf\\u00e9-{n}\\u00df")
                  int umlauts(int n) {
                    return n;
                  }
                }
                """);
    }

    private static String get(String target, String... headers) throws Exception {
        return app.send("GET", target, "", headers).body();
    }

    @Test
    void bindsOptionals() throws Exception {
        assertThat(get("/optionals"))
                .isEqualTo("Optional.empty OptionalInt.empty OptionalLong.empty OptionalDouble.empty");
        assertThat(get("/optionals?a=UP&b=1&c=2&d=3.5"))
                .isEqualTo("Optional[UP] OptionalInt[1] OptionalLong[2] OptionalDouble[3.5]");
        assertThat(app.get("/optionals?b=x").status()).isEqualTo(400);
    }

    @Test
    void bindsNullables() throws Exception {
        assertThat(get("/nullables")).isEqualTo("null null null");
        assertThat(get("/nullables?a=1", "X-Trace-Id: t", "cookie: c=DOWN")).isEqualTo("1 t DOWN");
    }

    @Test
    void collectionsTakeEveryOccurrence() throws Exception {
        assertThat(get("/collections")).isEqualTo("[] [] [] [] []");
        assertThat(get("/collections?a=2&b=x&a=1&b=x&c=UP&d=DOWN&d=UP&e=5&e=6"))
                .isEqualTo("[2, 1] [x] [UP] [DOWN, UP] [5, 6]");
        assertThat(app.get("/collections?a=1&a=x").status()).isEqualTo(400);
    }

    @Test
    void bindsArraysOfPrimitives() throws Exception {
        assertThat(get("/primitives?a=true&a=false&b=-1&c=x&d=0.5")).isEqualTo("[true, false][-1][x][0.5]");
    }

    @Test
    void defaultReplacesAbsentValue() throws Exception {
        assertThat(get("/defaults")).isEqualTo("7 UP [x\"y]");
        assertThat(get("/defaults?a=8&b=DOWN&c=1&c=2")).isEqualTo("8 DOWN [1, 2]");
    }

    @Test
    void bindsNestedRecords() throws Exception {
        assertThat(get("/search/paris?limit=5&tag=a&tag=b"))
                .isEqualTo("Search[page=Page[limit=5, after=Optional.empty], tag=[a, b], shop=paris]");
    }

    @Test
    void throwingRecordGets400() throws Exception {
        assertThat(get("/range/r?lo=1&hi=2")).isEqualTo("Wide[range=Range[lo=1, hi=2], refusal=r]");
        ReceivedResponse refused = app.get("/range/r?lo=2&hi=1");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("\"parameters\":[\"lo\",\"hi\"]");
        assertThat(refused.body()).doesNotContain("secret");
        assertThat(app.get("/range/r?lo=-1&hi=1").status()).isEqualTo(422);
    }

    @Test
    void bindsAttributes() throws Exception {
        assertThat(get("/attributes", "user: ann")).isEqualTo("Optional[ann] [reader, writer] 3");
        assertThat(get("/attributes")).isEqualTo("Optional.empty [reader, writer] 3");
        assertThat(get("/user", "user: ann")).isEqualTo("ann");
        assertThat(get("/absent")).isEqualTo("null");
    }

    @Test
    void missingAttributeThrows() {
        NullPointerException thrown =
                org.junit.jupiter.api.Assertions.assertThrows(NullPointerException.class, () -> get("/user"));
        assertThat(thrown).hasMessageThat().isEqualTo("no filter set the attribute 'user'");
    }

    @Test
    void bindsBodies() throws Exception {
        assertThat(app.send("POST", "/string", "caf\u00e9").body()).isEqualTo("string caf\u00e9");
        assertThat(app.send("POST", "/chars", "abc").body()).isEqualTo("chars abc");
        assertThat(app.send("POST", "/bytes", "abc").body()).isEqualTo("abc");
        assertThat(app.send("POST", "/slice", "abc").body()).isEqualTo("abc");
    }

    @Test
    void bindsPartsAsFilesAndText() throws Exception {
        String body = part("file", "f") + part("more", "1") + part("more", "2") + "--b--\r\n";
        String type = "content-type: multipart/form-data; boundary=b";
        assertThat(app.send("POST", "/upload", body, type).body()).isEqualTo("f false 1+2 1");
        ReceivedResponse missing = app.send("POST", "/upload", part("count", "2") + "--b--\r\n", type);
        assertThat(missing.status()).isEqualTo(400);
        assertThat(missing.body()).contains("\"parameter\":\"file\"");
    }

    private static String part(String name, String text) {
        return "--b\r\ncontent-disposition: form-data; name=\"" + name + "\"\r\n\r\n" + text + "\r\n";
    }

    @Test
    void bindsRequestAndResponse() throws Exception {
        ReceivedResponse response = app.get("/whole");
        assertThat(response.status()).isEqualTo(202);
        assertThat(response.body()).isEqualTo("GET");
    }

    @Test
    void bindsVariablesWithinSegments() throws Exception {
        assertThat(get("/files/a%2Fb/v12.tar/c/d")).isEqualTo("a/b 12 c/d");
        assertThat(get("/files/a/v12.tar/")).isEqualTo("a 12 ");
        assertThat(get("/caf%C3%A9-5%C3%9F")).isEqualTo("5");
    }
}
