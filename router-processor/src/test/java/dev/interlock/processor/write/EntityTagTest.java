package dev.interlock.processor.write;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.processor.testing.ReceivedResponse;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.testing.AllocationProbe;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests handlers whose responses have an entity tag. */
final class EntityTagTest {
    private static final String TAG = "\"ungWv48Bz-pBQUDeXa4iIw\"";

    private static final String API = """
            package shop;

            import dev.interlock.annotation.HttpApp;

            @HttpApp(controllers = Tagged.class)
            public final class Api {}
            """;

    private static final String TAGGED = """
            package shop;

            import dev.interlock.annotation.*;
            import dev.interlock.http.*;
            import java.util.*;
            import java.util.concurrent.*;
            import org.jspecify.annotations.Nullable;

            @Controller
            public final class Tagged {
              private static final byte[] BYTES = {'a', 'b', 'c'};

              enum Letters { abc }

              @Get("/text") @ETag String text() { return "abc"; }
              @Get("/bytes") @ETag byte[] bytes() { return BYTES; }
              @Get("/optional") @ETag Optional<String> optional(@Query boolean there) {
                return there ? Optional.of("abc") : Optional.empty();
              }
              @Get("/enum") @ETag Letters letters() { return Letters.abc; }
              @Get("/own") @ETag void own(Response response) { response.body().append("abc"); }
              @Get("/later") @ETag CompletionStage<String> later() { return CompletableFuture.completedFuture("abc"); }
              @Get("/later-null") @ETag CompletionStage<@Nullable String> laterNull() {
                return CompletableFuture.completedFuture("abc");
              }
              @Get("/later-own") @ETag CompletionStage<Void> laterOwn(Response response) {
                return CompletableFuture.<Void>completedFuture(null)
                    .whenComplete((value, failure) -> response.body().append("abc"));
              }
              @Get("/blocking") @ETag @Blocking String blocking() { return "abc"; }
              @Get("/created") @ETag @dev.interlock.annotation.Status(201) String created() { return "abc"; }
              @Head("/head") @ETag String head() { return "abc"; }
            }
            """;

    private static RunningApp app;

    @BeforeAll
    static void compile() throws Exception {
        app = RunningApp.of(API, TAGGED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/text",
                "/bytes",
                "/optional?there=true",
                "/enum",
                "/own",
                "/later",
                "/later-null",
                "/later-own",
                "/blocking"
            })
    void completeResponsesHaveTag(String path) throws Exception {
        ReceivedResponse first = app.get(path);
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.body()).isEqualTo("abc");
        assertThat(first.fields()).contains("etag: " + TAG + "\r\n");
        ReceivedResponse again = app.send("GET", path, "", "if-none-match: " + TAG);
        assertWithMessage(path).that(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.fields()).contains("etag: " + TAG + "\r\n");
        assertThat(again.fields()).doesNotContain("content-type");
        assertThat(app.send("GET", path, "", "if-none-match: \"other\"").body()).isEqualTo("abc");
        assertThat(app.send("GET", path, "", "if-match: \"other\"").status()).isEqualTo(412);
    }

    @Test
    void headHasTagOfGet() throws Exception {
        assertThat(app.send("HEAD", "/text", "").fields()).contains("etag: " + TAG);
        assertThat(app.send("HEAD", "/text", "", "if-none-match: *").status()).isEqualTo(304);
        assertThat(app.send("HEAD", "/head", "", "if-none-match: *").status()).isEqualTo(304);
    }

    @Test
    void otherResponsesHaveNoTag() throws Exception {
        assertThat(app.get("/optional?there=false").status()).isEqualTo(404);
        assertThat(app.get("/optional?there=false").fields()).doesNotContain("etag");
        assertThat(app.get("/created").fields()).doesNotContain("etag");
    }

    @Test
    void tagsAllocateNothing() {
        AllocationProbe.of(app.router())
                .get("/bytes")
                .get("/bytes", "If-None-Match: \"other\", " + TAG)
                .assertNothingAllocated();
    }
}
