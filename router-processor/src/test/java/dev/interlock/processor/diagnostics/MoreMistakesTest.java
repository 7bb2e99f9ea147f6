package dev.interlock.processor.diagnostics;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.processor.RouterProcessor;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Source;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways to make a mistake beside the one that its example shows, and what looks like a mistake but is none. */
class MoreMistakesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "IL126 | @Route(method = \"PROPPATCH\") void a() {}",
                "IL126 | @Route(method = \"\") void a() {}",
                "IL128 | @Route(method = \"Options\") void a() {}",
                "IL124 | @Get @Status(600) void a() {}",
                "IL124 | @Get @Status(199) void a() {}",
                "IL131 | @Route(method = \"PURGE\", path = {}) void a() {}",
                "IL129 | @Get void a() {} @MaxBody(1) void b() {}",
                "IL201 | @Get(\"{id}\") void a(long id) {}",
                "IL231 | @Get({\"/a\", \"/a\"}) void a() {}",
                "IL231 | @Get void a() {} @Get void b() {}",
                "IL301 | @Get void a(@Path long id) {}",
                "IL302 | @Get(\"/a\") void a(long id) {}",
                "IL302 | @Get({\"/a/{id}\", \"/b\"}) void a(long id) {}",
                "IL302 | @Get void a(@Params R r) {} record R(int id) {}",
                "IL303 | @Get(\"/{*rest}\") void a() {}",
                "IL305 | @Post void a(@Body @Form String text) {}",
                "IL306 | @Get void a(@Query Object o) {}",
                "IL306 | @Get void a(@Query List<Object> o) {}",
                "IL306 | @Get void a(@Query List<List<String>> o) {}",
                "IL306 | @Get void a(@Header Map<String, String> m) {}",
                "IL306 | @Get void a(@Query R r) {} record R(int id) {}",
                "IL317 | @Get void a(@Attribute List<? extends B> b) {} private static class B {}",
                "IL307 | @Get void a(@Cookie List<String> c) {}",
                "IL307 | @Get(\"/{x}\") void a(String[] x) {}",
                "IL308 | @Get void a(@Query @Default(\"2147483648\") int n) {}",
                "IL308 | @Get void a(@Query @Default(\"128\") byte n) {}",
                "IL308 | @Get void a(@Query @Default(\"yes\") boolean b) {}",
                "IL308 | @Get void a(@Query @Default(\"ab\") char c) {}",
                "IL308 | @Get void a(@Query @Default(\"1,5\") double d) {}",
                "IL308 | @Get void a(@Query @Default(\"2020-13-01\") java.time.LocalDate d) {}",
                "IL308 | @Get void a(@Query @Default(\"zz\") java.util.UUID id) {}",
                "IL308 | @Get void a(@Query @Default(\"1x\") java.math.BigDecimal n) {}",
                "IL308 | @Get void a(@Query @Default(\"+5\") int v) {}",
                "IL308 | @Get void a(@Query @Default(\"\") int v) {}",
                "IL308 | @Get void a(@Query @Default(\"\\u0661\") int v) {}",
                "IL308 | @Get void a(@Query @Default(\"1e999\") double v) {}",
                "IL308 | @Get void a(@Query @Default(\"0x1p3\") double v) {}",
                "IL308 | @Get void a(@Query @Default(\"1d\") double v) {}",
                "IL308 | @Get void a(@Query @Default(\"1e39\") float v) {}",
                "IL308 | @Get void a(@Query @Default(\" 1 \") float v) {}",
                "IL308 | @Get void a(@Query @Default(\"1e1001\") java.math.BigDecimal v) {}",
                "IL308 | @Get void a(@Query @Default(\"1.5\") java.math.BigInteger v) {}",
                "IL308 | @Get void a(@Query @Default(\"1-1-1-1-1\") UUID v) {}",
                "IL308 | @Get void a(@Query @Default(\"2026-02-30\") java.time.LocalDate v) {}",
                "IL308 | @Get void a(@Query @Default(\"1h\") java.time.Duration v) {}",
                "IL308 | @Get void a(@Query @Default(\"now\") List<java.time.Year> v) {}",
                "IL308 | @Get void a(@Query @Default(\"new\") S s) {} enum S { NEW }",
                "IL308 | @Get void a(@Query @Default(\"a\") List<Integer> n) {}",
                "IL309 | @Get void a(@Query @Default(\"1\") @Nullable Integer n) {}",
                "IL309 | @Get void a(@Query @Default(\"1\") OptionalInt n) {}",
                "IL310 | @Post void a(@Body @Default(\"1\") String s) {}",
                "IL310 | @Get void a(@Attribute @Default(\"1\") String s) {}",
                "IL310 | @Get void a(@Default(\"1\") dev.interlock.http.Request r) {}",
                "IL311 | @Get(\"/{id}\") void a(@Nullable Long id) {}",
                "IL311 | @Get(\"/{id}\") void a(OptionalLong id) {}",
                "IL312 | @Get void a(@Header @Nullable boolean b) {}",
                "IL313 | @Get void a(@Params String s) {}",
                "IL313 | @Get void a(@Params int i) {}",
                "IL315 | @Get void a(@Params R r) {} record R(@Params Q q) {} record Q(@Params R r) {}",
                "IL316 | @Get void a(@Cookie(\"a b\") String c) {}",
                "IL316 | @Get void a(@Header(\"a:b\") String c) {}",
                "IL401 | @Post void a(@Body String a, @Body String b) {}",
                "IL401 | @Post void a(@Form String a, @Part String b) {}",
                "IL401 | @Post void a(@Body String a, @Params R r) {} record R(@Form int i) {}",
                "IL402 | @Get void a(@Form String s) {}",
                "IL402 | @Head void a(@Body String s) {}",
                "IL402 | @Get void a(@Part String s) {}",
                "IL403 | @Post void a(@Body int n) {}",
                "IL403 | @Post void a(@Body Object o) {}",
                "IL404 | @Get Object a() { return List.of(); }",
                "IL404 | @Get Optional<Object> a() { return Optional.empty(); }",
                "IL129 | @Get void a() {} @Essential void b() {}",
                "IL129 | @Get void a() {} @Blocking void b() {}",
                "IL132 | @Get void a() {} @Essential interface B { void b(); }",
                "IL132 | @Get void a() {} @Blocking abstract static class B { abstract void b(); }",
                "IL403 | @Post @Blocking void a(@Body java.io.FileInputStream in) {}",
                "IL403 | @Post void a(@Body Optional<String> text) {}",
                "IL404 | @Get CompletionStage<Object> a() { return null; }",
                "IL404 | @Get CompletionStage<CompletionStage<String>> a() { return null; }",
                "IL404 | @Get CompletionStage<Optional<Void>> a() { return null; }",
                "IL404 | @Get CompletionStage<Optional<?>> a() { return null; }",
                "IL404 | @Get Future<String> a() { return null; }",
                "IL404 | @Get Void a() { return null; }",
                "IL404 | @Get java.io.InputStream a() { return null; }",
                "IL404 | @Get java.util.stream.Stream<String> a() { return null; }",
                "IL405 | @Delete @Status(204) CompletionStage<String> a() { return null; }",
                "IL405 | @Get @Status(304) Flow.Publisher<String> a() { return null; }",
                "IL406 | @Get CompletionStage<E> a() { return null; } private enum E { E }",
                "IL406 | @Get F a() { return null; } private static final class F extends CompletableFuture<String> {}",
                "IL407 | @Get @SuppressWarnings(\"rawtypes\") CompletionStage a() { return null; }",
                "IL407 | @Get @SuppressWarnings(\"rawtypes\") CompletableFuture a() { return null; }",
                "IL407 | @Get CompletionStage<? extends String> a() { return null; }",
                "IL407 | @Get Flow.Publisher<?> a() { return null; }",
                "IL407 | @Get @SuppressWarnings(\"rawtypes\") CompletionStage<Flow.Publisher> a() { return null; }",
                "IL408 | @Get @Nullable CompletionStage<String> a() { return null; }",
                "IL408 | @Get @Nullable CompletionStage<Void> a() { return null; }",
                "IL409 | @Get Flow.Publisher<Object> a() { return null; }",
                "IL409 | @Get CompletionStage<SubmissionPublisher<Integer>> a() { return null; }",
                "IL409 | @Get Optional<Flow.Publisher<Thread>> a() { return null; }",
                "IL410 | @Post @Blocking void a(@Body Flow.Publisher<byte[]> body) {}",
                "IL410 | @Post @Blocking void a(@Body Flow.Publisher<String> body) {}",
                "IL410 | @Post CompletionStage<Void> a(@Body SubmissionPublisher<ByteBuf> body) { return null; }",
                "IL410 | @Post CompletionStage<Void> a(@Body Flow.Publisher<?> body) { return null; }",
                "IL411 | @Post CompletionStage<Void> a(@Body java.io.InputStream in) { return null; }",
                "IL412 | @Post String a(@Body Flow.Publisher<ByteBuf> body) { return \"\"; }",
                "IL412 | @Post String a(@Body Flow.Publisher<int[]> lines) { return \"\"; }",
                "IL412 | @Post void a(@Body Flow.Publisher<ByteBuf> body, dev.interlock.http.Response response) {}",
                "IL402 | @Get @Blocking void a(@Body java.io.InputStream in) {}",
                "IL401 | @Post @Blocking void a(@Body java.io.InputStream in, @Form String text) {}",
                "IL310 | @Post @Blocking void a(@Body @Default(\"1\") java.io.InputStream in) {}",
                "IL318 | @Post void a(V v, W w) {}",
                "IL319 | @Post void a(@Attribute V v) {}",
                "IL319 | @Post void a(@Part V v) {}",
                "IL319 | @Post(\"/{v}\") void a(@Path V v) {}",
                "IL319 | @Post void a(@Params V v) {}",
                "IL320 | @Post void a(@Query W w) {}",
                "IL310 | @Post void a(@Default(\"1\") W w) {}",
                "IL321 | @Post void a(@Secret W w) {}",
                "IL321 | @Post void a(@Secret @Body String s) {}",
                "IL321 | @Get void a(@Secret @Attribute String s) {}",
                "IL321 | @Get void a(@Secret dev.interlock.http.Request r) {}",
                "IL321 | @Get void a(@Secret @Params P p) {} record P(@Query String q) {}",
                "IL322 | @Get(\"/{s}\") void a(@Path(dotSegments = true) String s) {}",
                "IL322 | @Get({\"/a/{*s}\", \"/b/{s}\"}) void a(@Path(dotSegments = true) String s) {}",
                "IL310 | @Post void a(@Body @Default(\"1\") V v) {}",
                "IL401 | @Post void a(@Body V v, @Body String s) {}",
                "IL402 | @Get void a(@Body V v) {}",
                "IL403 | @Post void a(@Body List<V> v) {}",
                "IL413 | @Post void a(W v, W w) {}",
                "IL414 | @Post CompletionStage<String> a(W w) { return null; }",
                "IL414 | @Post Flow.Publisher<String> a(W w) { return null; }",
                "IL415 | @Post @Status(205) void a(W w) {}",
                "IL415 | @Post @Status(304) CompletionStage<Void> a(W w) { return null; }",
                "IL416 | @Post CompletionStage<V> a() { return null; }",
                "IL416 | @Post W a() { return null; }",
                "IL416 | @Post Optional<? extends V> a() { return null; }",
                "IL416 | @Post Map<String, List<V[]>> a() { return null; }",
                "IL417 | @Post void a() {} V kept;",
                "IL417 | @Post void a() {} static final List<W> KEPT = List.of();",
                "IL417 | @Post void a() {} static final class B { Comparator<? super V> kept; }",
                "IL417 | @Post void a(@Params R r) {} record R(V v) {}",
                "IL417 | @Post void a(@Params R r) {} record R(W w, @Query String q) {}",
                "IL405 | @Get @Status(304) String a() { return \"\"; }",
                "IL715 | @Post void a(@jakarta.validation.constraints.NotNull W w) {}",
                "IL814 | @Get void a() {} @OnError static String b(Exception e) { return \"\"; }",
                "IL814 | @Get void a() {} @OnError <E extends Exception> String b(E e) { return \"\"; }",
                "IL814 | @Get @OnError String a() { return \"\"; }",
                "IL815 | @Get void a() {} @OnError String b() { return \"\"; }",
                "IL815 | @Get void a() {} @OnError String b(Exception e, Error f) { return \"\"; }",
                "IL815 | @Get void a() {} @OnError String b(E e) { return \"\"; } private static class E extends Exception {}",
                "IL816 | @Get void a() {} @OnError CompletionStage<String> b(Exception e) { return null; }",
                "IL816 | @Get void a() {} @OnError java.nio.file.Path b(Exception e) { return null; }",
                "IL816 | @Get void a() {} @OnError dev.interlock.file.StaticFile b(Exception e) { return null; }",
                "IL816 | @Get void a() {} @OnError Flow.Publisher<String> b(Exception e) { return null; }",
                "IL816 | @Get void a() {} @OnError @Nullable String b(Exception e) { return null; }",
                "IL818 | @Get void a() {} @OnError void b(B e) {} @OnError void c(C e) {}"
                        + " static abstract sealed class B extends Exception permits C {}"
                        + " static final class C extends B {}",
                "IL130 | @Get void a() {} @OnError void b(Exception e) throws Throwable {}",
                "IL404 | @Get void a() {} @OnError Object b(Exception e) { return e; }",
                "IL405 | @Get void a() {} @OnError @Status(204) String b(Exception e) { return \"\"; }",
                "IL124 | @Get void a() {} @OnError @Status(600) String b(Exception e) { return \"\"; }",
                "IL129 | @Get void a() {} @OnError @Blocking String b(Exception e) { return \"\"; }",
                "IL129 | @Get void a() {} @OnError @Roles(\"x\") String b(Exception e) { return \"\"; }",
                "IL129 | @Get void a() {} @OnError @Produces(\"text/csv\") String b(Exception e) { return \"\"; }",
                "IL606 | @Get void a() {} @OnError R b(Exception e) { return null; } @io.avaje.jsonb.Json record R(int n) {}",
                "IL129 | @Get void a() {} @Roles(\"x\") void b() {}",
                "IL132 | @Get void a() {} @Roles(\"x\") static class B {}",
                "IL310 | @Get void a(@Default(\"1\") dev.interlock.http.@Nullable Principal p) {}",
                "IL801 | @Get void a() {} @Problem(status = 400) interface B {}",
                "IL802 | @Get void a() {} @Problem(status = 600) static class B extends Exception {}",
                "IL803 | @Get void a() {} @Problem(status = 400, type = \"%zz\") static class B extends Exception {}",
                "IL405 | @Post @Status(205) int a() { return 0; }"
            })
    void isRefused(String code, String members) {
        List<Compilation.Complaint> errors = compile(members).errors();
        assertThat(errors).isNotEmpty();
        for (Compilation.Complaint error : errors) {
            assertWithMessage("%s", errors).that(error.text()).startsWith("[" + code + "]");
            assertThat(error.line()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@Head String a() { return \"\"; }",
                "@Delete void a(@Body String s) {}",
                "@Options void a() {}",
                "@Get @Status(204) void a() {}",
                "@Get(\"/{a}/{b}\") void a(dev.interlock.http.Request request, long a) {}",
                "@Get({\"/a/{id}\", \"/b/{id}\"}) void a(long id) {}",
                "@Get @Post void a() {}",
                "@Get(\"/{order-id}\") void a(@Path(\"order-id\") long id) {}",
                "@Route(method = \"PROPFIND\") void a() {}",
                "@Route(method = \"GET\") void a() {}",
                "@Post void a(@Form int a, @Form List<String> b) {}",
                "@Post void a(@Params R r) {} record R(@Form int i, @Query @Nullable String q) {}",
                "@Get void a(@Params R r, @Params R s) {} record R(@Query int i) {}",
                "@Get void a(@Query @Default(\"1\") List<Integer> n) {}",
                "@Get void a(@Query @Default(\"-1.5e3\") double v) {}",
                "@Get void a(@Query @Default(\"0.10\") java.math.BigDecimal v) {}",
                "@Get void a(@Query @Default(\"123E4567-e89b-12d3-a456-426614174000\") UUID v) {}",
                "@Get void a(@Query @Default(\"2026-02-28\") java.time.LocalDate v) {}",
                "@Get void a(@Query @Default(\"Europe/Berlin\") java.time.ZoneId v) {}",
                "@Get void a(@Query @Default(\"PT1H\") java.time.Duration v) {}",
                "@Get void a(@Query @Default(\"+5\") String v) {}",
                "@Get void a(@Query @Default(\"NEW\") S s) {} enum S { NEW }",
                "@Get void a(@Query @Nullable String q, @Header Optional<UUID> id, @Cookie OptionalInt c) {}",
                "@Get Optional<String> a() { return Optional.empty(); }",
                "@Get S a() { return S.NEW; } enum S { NEW }",
                "@Get(\"/{id:[0-9]+}\") void a(long id) {} @Get(\"/{id}\") void b(String id) {}",
                "@Post @MaxBody(0) void a() {}",
                "@Post @Blocking void a(@Body java.io.@Nullable InputStream in) {}",
                "@Post @Blocking void a(@Body Flow.Publisher<ByteBuf> body) {}",
                "@Post Flow.Publisher<String> a(@Body Flow.Publisher<ByteBuf> body) { return null; }",
                "@Get CompletionStage<SubmissionPublisher<int[]>> a() { return null; }",
                "@Post Optional<Flow.Publisher<List<String>>> a(@Body Flow.Publisher<int[]> b) { return null; }",
                "@Get Flow.@Nullable Publisher<String> a() { return null; }",
                "@Get @Status(204) CompletionStage<Void> a() { return null; }",
                "@Get CompletionStage<Optional<Flow.Publisher<byte[]>>> a() { return null; }",
                "@Get CompletionStage<Optional<S>> a() { return null; } enum S { NEW }",
                "@Get @Deprecated CompletionStage<String> a() { return null; }",
                "@Get void a() {} @OnError void b(Throwable e) {} @OnError @Status(404) void c(RuntimeException e) {}",
                "@Get void a() {} @OnError @Deprecated void b(Exception e, dev.interlock.http.Response response) {}",
                "@Get void a() {} @OnError dev.interlock.http.Problem b(Exception e) { return null; }",
                "@Get void a(dev.interlock.http.@Nullable Principal caller) {}",
                "@Get void a(W w, dev.interlock.http.Response response) {}",
                "@Post @Blocking void a(@Body java.io.InputStream in, W w) {}",
                "@Post @Status(201) CompletionStage<Void> a(@Body V v, W w) { return null; }",
                "@javax.annotation.processing.Generated(\"g\") static final class B { V kept; } @Get void a() {}",
                "@Get void a() {} static int length(List<V> views, W w) { V v = views.get(0); return v.length() + views.size(); }"
            })
    void isAccepted(String members) {
        assertThat(compile(members).complaints()).isEmpty();
    }

    private static Compilation compile(String members) {
        return Compilation.of(
                new RouterProcessor(),
                Source.of(
                        "package shop; import dev.interlock.annotation.*; import java.util.*; import java.util.concurrent.*;"
                                + " import io.netty.buffer.ByteBuf; import"
                                + " org.jspecify.annotations.Nullable; @Controller(\"/orders\") final class Orders {\n"
                                + members
                                + "\n}"),
                Source.of(
                        "package shop; @dev.interlock.annotation.HttpApp(controllers = Orders.class) final class Api {}"),
                Source.of(
                        "package shop; @dev.interlock.annotation.ProtoView(\"shop.V\") interface V { int length(); }"),
                Source.of(
                        "package shop; @dev.interlock.annotation.ProtoWriter(\"shop.W\") interface W { W length(int v); }"),
                Source.of("package shop; import dev.interlock.http.*;"
                        + " abstract class VDecoder implements V { static native V read(Request request); }"),
                Source.of("package shop; import dev.interlock.http.*; abstract class WEncoder implements W {"
                        + " static native WEncoder begin(Request request, Response response); abstract void end(); }"));
    }
}
