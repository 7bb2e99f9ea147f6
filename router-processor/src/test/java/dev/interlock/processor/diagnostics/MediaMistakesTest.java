package dev.interlock.processor.diagnostics;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.processor.RouterProcessor;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Source;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests mistakes with media types beyond the examples of the page. Also tests correct sources that look wrong. */
class MediaMistakesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "IL621 | @Get @Produces(\"text/\") String a() { return \"\"; }",
                "IL621 | @Get @Produces(\"/plain\") String a() { return \"\"; }",
                "IL621 | @Get @Produces(\"\") String a() { return \"\"; }",
                "IL621 | @Get @Produces(\"text/a b\") String a() { return \"\"; }",
                "IL621 | @Get @Produces(\"text/a/b\") String a() { return \"\"; }",
                "IL621 | @Get @Produces(\"text/plain;charset=utf-8\") String a() { return \"\"; }",
                "IL621 | @Post @Consumes(\"*/plain\") void a(@Body byte[] b) {}",
                "IL621 | @Post @Consumes(\"te*t/plain\") void a(@Body byte[] b) {}",
                "IL621 | @Post @Consumes(\"application/*+\") void a(@Body byte[] b) {}",
                "IL622 | @Post @Consumes({}) void a(@Body byte[] b) {}",
                "IL623 | @Post @Consumes({\"a/b\", \"c/d\", \"A/B\"}) void a(@Body byte[] b) {}",
                "IL624 | @Post @Consumes(\"*/*\") void a(@Body String s) {}",
                "IL624 | @Post @Consumes(\"application/json\") void a(@Form String s) {}",
                "IL624 | @Post @Consumes(\"application/x-www-form-urlencoded\") void a(@Part String s) {}",
                "IL624 | @Post @Consumes(\"application/*\") void a(@Body com.google.protobuf.Timestamp t) {}",
                "IL624 | @Post @Consumes({\"application/protobuf\", \"application/json\"}) void a(@Body V v) {}",
                "IL625 | @Post @Produces(\"application/json\") void a(W w) {}",
                "IL625 | @Get @Produces(\"application/json\") com.google.protobuf.MessageLite a() { return null; }",
                "IL625 | @Get @Produces(\"application/json\") int a() { return 1; }",
                "IL625 | @Get @Produces(\"image/png\") Flow.Publisher<String> a() { return null; }",
                "IL621 | @Get @Produces(\"application/x-protobuf;delimited=true\")"
                        + " Flow.Publisher<com.google.protobuf.Timestamp> a() { return null; }",
                "IL625 | @Get @Produces(\"application/x-ndjson\")"
                        + " Flow.Publisher<com.google.protobuf.MessageLite> a() { return null; }",
                "IL625 | @Get @Produces(\"application/json\")"
                        + " Flow.Publisher<com.google.protobuf.Timestamp> a() { return null; }",
                "IL626 | @Post @Consumes(\"text/plain\") void a(@Query int i) {}",
                "IL626 | @Get @Consumes(\"text/plain\") void a(dev.interlock.http.Request request) {}",
                "IL627 | @Get @Produces(\"text/plain\") CompletionStage<Void> a() { return null; }",
                "IL628 | @Get @Produces(\"*/*\") byte[] a() { return new byte[0]; }",
                "IL628 | @Get @Produces(\"application/*+json\") byte[] a() { return new byte[0]; }",
                "IL129 | @Get void a() {} @Consumes(\"text/plain\") void b() {}",
                "IL132 | @Get void a() {} @Produces(\"text/plain\") interface B { void b(); }",
                "IL231 | @Get String a() { return \"\"; } @Get int b() { return 1; }",
                "IL232 | @Get(\"/{a:[0-9]}\") @Produces(\"text/csv\") String a(int a) { return \"\"; }"
                        + " @Get(\"/{b:[1-2]}\") @Produces(\"text/html\") String b(int b) { return \"\"; }",
                "IL631 | @Post @Consumes(\"a/*\") void a(@Body byte[] b) {}"
                        + " @Post @Consumes({\"c/d\", \"a/b\"}) void b(@Body byte[] b) {}",
                "IL631 | @Post @Consumes(\"application/*+json\") void a(@Body byte[] b) {}"
                        + " @Post @Consumes(\"application/vnd.a+json\") void b(@Body byte[] b) {}",
                "IL631 | @Post @Consumes(\"a/b\") void a(@Body byte[] b) {} @Post void b() {}",
                "IL631 | @Get @Produces(\"text/csv\") String a() { return \"\"; } @Get void b() {}",
                "IL631 | @Get @Produces({\"text/csv\", \"text/html\"}) String a() { return \"\"; }"
                        + " @Get @Produces(\"text/html\") String b() { return \"\"; }",
                "IL631 | @Get({\"/a\", \"/a\"}) @Produces(\"text/csv\") String a() { return \"\"; }"
            })
    void rejectsMistake(String code, String members) {
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
                "@Get @Produces({\"text/csv\", \"text/html\"}) String a() { return \"\"; }",
                "@Post @Consumes({\"application/*+json\", \"*/*\"}) void a(@Body byte[] b) {}",
                "@Post @Consumes(\"application/vnd.a+json\") void a(@Body com.google.protobuf.Timestamp t) {}",
                "@Post @Consumes(\"application/x-www-form-urlencoded\") void a(@Form String s) {}",
                "@Post @Consumes(\"multipart/form-data\") void a(@Part String s) {}",
                "@Get @Post @Consumes(\"text/plain\") void a(dev.interlock.http.Request request) {}",
                "@Post @Produces(\"application/protobuf\") CompletionStage<Void> a(W w) { return null; }",
                "@Get @Produces({\"image/*\", \"text/csv\"}) byte[] a(dev.interlock.http.Response r) { return null; }",
                "@Post void a(@Body String s) {} @Post void b(@Body V v) {}",
                "@Get String a() { return \"\"; } @Get byte[] b() { return null; }",
                "@Post @Consumes(\"a/b\") @Produces(\"c/d\") byte[] a(@Body byte[] b) { return b; }"
                        + " @Post @Consumes(\"a/b\") @Produces(\"e/f\") byte[] b(@Body byte[] b) { return b; }"
                        + " @Post @Consumes(\"g/h\") @Produces(\"c/d\") byte[] c(@Body byte[] b) { return b; }",
                "@Get @Produces({\"application/json\", \"application/protobuf\", \"application/c+json\"}) @Blocking"
                        + " CompletionStage<Optional<com.google.protobuf.Timestamp>> a() { return null; }",
                "@Post @Consumes({\"application/json\", \"application/protobuf\"})"
                        + " void a(@Body com.google.protobuf.Timestamp request, @Query int response) {}",
                "@Get @Produces({\"application/json\", \"application/protobuf\"})"
                        + " com.google.protobuf.Timestamp a(@Query int result, @Query int answer) { return null; }"
            })
    void acceptsCorrectSource(String members) {
        assertThat(compile(members).complaints()).isEmpty();
    }

    @Test
    void overlapNamesCommonTypes() {
        String text = compile("""
                        @Post @Consumes("text/*") @Produces("text/csv") String a(@Body String s) { return s; }
                        @Post @Consumes("text/html") String b(@Body String s) { return s; }
                        @Post @Consumes("text/plain") @Produces("text/csv") String c(@Body String s) { return s; }
                        """).errors().get(0).text();
        assertThat(text)
                .isEqualTo("[IL631] POST /orders of Orders.c(String) and POST /orders of Orders.a(String) both accept"
                        + " a body of text/plain with Accept: text/csv\n  tip: give both routes different types in"
                        + " @Consumes or in @Produces");
    }

    @Test
    void readsUnusedAnnotationOfClass() {
        Compilation compilation = Compilation.of(new RouterProcessor(), Source.of("""
                package shop; import dev.interlock.annotation.*;
                @Consumes("text")
                @HttpApp(controllers = Api.Orders.class)
                final class Api {
                  @Produces("te*t/plain")
                  abstract static class Base {
                    @Get void list() {}
                  }
                  @Controller
                  @Consumes({})
                  @Produces({"text/csv", "/"})
                  static final class Orders extends Base {}
                }
                """));
        assertThat(compilation.errors().stream()
                        .map(error -> error.line() + " " + error.text().substring(1, 6)))
                .containsExactly("2 IL621", "5 IL621", "10 IL622", "11 IL621");
    }

    private static Compilation compile(String members) {
        return Compilation.of(
                new RouterProcessor(),
                Source.of("package shop; import dev.interlock.annotation.*; import java.util.*;"
                        + " import java.util.concurrent.*; @Controller(\"/orders\") final class Orders {\n"
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
