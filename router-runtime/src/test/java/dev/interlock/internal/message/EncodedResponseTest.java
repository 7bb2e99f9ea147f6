package dev.interlock.internal.message;

import static com.google.common.truth.Truth.assertThat;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.http.FieldLine;
import dev.interlock.internal.syntax.FieldSection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncodedResponseTest {
    private final EncodedResponse response = new EncodedResponse();

    @Test
    void encodesFields() {
        response.header("X-Id", "7").addHeader("set-cookie", "a=1").addHeader("set-cookie", "b=2");
        assertThat(response.fields().toString()).isEqualTo("X-Id: 7\r\nset-cookie: a=1\r\nset-cookie: b=2\r\n");
    }

    @Test
    void replacesFieldsInAnyCase() {
        response.addHeader("a", "1").addHeader("X", "2").addHeader("A", "3").addHeader("ab", "4");
        response.header("a", "5");
        assertThat(response.fields().toString()).isEqualTo("X: 2\r\nab: 4\r\na: 5\r\n");
        response.header("x", "6").header(FieldLine.of("AB", "7"));
        assertThat(response.fields().toString()).isEqualTo("a: 5\r\nx: 6\r\nAB: 7\r\n");
    }

    @Test
    void holdsManyFields() {
        for (int i = 0; i < 100; i++) {
            response.header("n" + i, "v");
        }
        response.header("n0", "w");
        assertThat(response.fields().toString()).startsWith("n1: v\r\n");
        assertThat(response.fields().toString()).endsWith("n99: v\r\nn0: w\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nb: c", "a\nb", "a\rb", "a\0b", "a\u007fb", "\u001b[0m"})
    void rejectsLineEndInValue(String value) {
        response.header("before", "1");
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> response.header("x", value));
        assertThat(e).hasMessageThat().contains("The value of header field 'x' has the character U+");
        assertThat(response.fields().toString()).isEqualTo("before: 1\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a:", "a\r\nb", "a\n", "\u00e9", "a\u0130", "(a)", "a\0"})
    void rejectsNameThatIsNoToken(String name) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> response.header(name, "1"));
        assertThat(e).hasMessageThat().doesNotContain("\n");
        assertThat(response.fields().isEmpty()).isTrue();
    }

    @Test
    void neverNarrowsCharacterToLineBreak() {
        response.header("x", "\u010a\u010d\u0100");
        assertThat(response.fields().toString()).isEqualTo("x: \u010a\u010d\u0100\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"content-length", "Content-Length", "TRANSFER-ENCODING", "connection", "Date"})
    void rejectsFieldsOfServer(String name) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> response.addHeader(name, "1"));
        assertThat(e)
                .hasMessageThat()
                .isEqualTo("The server itself sends the header field '" + name
                        + "'. Tip: leave it out; its value follows from the body and the connection");
        assertThrows(IllegalArgumentException.class, () -> FieldLine.of(name, "1"));
    }

    @Test
    void keepsContentTypeOfHandler() {
        FieldLine text = FieldLine.of("content-type", "text/plain");
        response.defaultContentType(text).defaultContentType(text);
        assertThat(response.fields().toString()).isEqualTo("content-type: text/plain\r\n");
        response.contentType("text/csv").defaultContentType(text);
        assertThat(response.fields().toString()).isEqualTo("content-type: text/csv\r\n");
    }

    @Test
    void findsAndRemovesFieldsInAnyCase() {
        response.addHeader("A", "1")
                .addHeader("b", "\u00fc")
                .addHeader("a", "2")
                .addHeader("c", "");
        assertThat(response.headerValue("a")).isEqualTo("1");
        assertThat(response.headerValue("B")).isEqualTo("\u00fc");
        assertThat(response.headerValue("c")).isEmpty();
        assertThat(response.headerValue("d")).isNull();
        assertThat(response.hasHeader("C")).isTrue();
        assertThat(response.hasHeader("d")).isFalse();
        response.removeHeader("a").removeHeader("C").removeHeader("d");
        assertThat(response.fields().toString()).isEqualTo("b: \u00fc\r\n");
        response.removeHeader("b");
        assertThat(response.fields().isEmpty()).isTrue();
    }

    @Test
    void addsDefaultOnlyIfAbsent() {
        response.addHeader("X-A", "1");
        response.defaultHeader(FieldLine.of("x-a", "2")).defaultHeader(FieldLine.of("x-b", "3"));
        response.defaultHeader(FieldLine.of("x-b", "4")).defaultHeader(FieldLine.of("x", "5"));
        assertThat(response.fields().toString()).isEqualTo("X-A: 1\r\nx-b: 3\r\nx: 5\r\n");
    }

    @Test
    void startOverRemovesBodyAndItsFields() {
        response.addHeader("ETag", "\"1\"").addHeader("x", "1").contentType("text/plain");
        response.header("expires", "0").body().append("begun");
        response.startOver(409);
        assertThat(response.status()).isEqualTo(409);
        assertThat(response.body().isEmpty()).isTrue();
        assertThat(response.fields().toString()).isEqualTo("x: 1\r\n");
    }

    @Test
    void rejectsInterimAndUnknownStatus() {
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.status(200).status(599).status()).isEqualTo(599);
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> response.status(100));
        assertThat(e).hasMessageThat().contains("100 is not the status of a response");
        assertThrows(IllegalArgumentException.class, () -> response.status(600));
    }

    @Test
    void resetForgetsPreviousResponse() {
        response.status(404).header("a", "1").body().append("x".repeat(100_000));
        response.reset();
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.fields().isEmpty()).isTrue();
        assertThat(response.body().isEmpty()).isTrue();
        response.header("b", "2");
        assertThat(response.fields().toString()).isEqualTo("b: 2\r\n");
    }

    @Test
    void writesValueOfStage() throws Exception {
        assertThat(response.isAwaiting()).isFalse();
        CompletableFuture<String> stage = new CompletableFuture<>();
        response.await(stage, (answer, value) -> answer.body().append(value));
        assertThat(response.isAwaiting()).isTrue();
        assertThat(response.awaited()).isSameInstanceAs(stage);
        response.complete("abc");
        assertThat(response.isAwaiting()).isFalse();
        assertThat(response.body().toString()).isEqualTo("abc");
    }

    @Test
    void allowsStageWithoutBody() throws Exception {
        response.await(new CompletableFuture<>());
        assertThat(response.isAwaiting()).isTrue();
        response.complete(null);
        assertThat(response.isAwaiting()).isFalse();
        assertThat(response.contentLength()).isEqualTo(0);
    }

    @Test
    @SuppressWarnings("NullAway") // handlers outside of @NullMarked code can do so
    void rejectsNullStage() {
        assertThat(assertThrows(NullPointerException.class, () -> response.await(null)))
                .hasMessageThat()
                .isEqualTo("The handler returned null instead of a CompletionStage");
        assertThrows(NullPointerException.class, () -> response.await(null, (answer, value) -> {}));
        assertThat(response.isAwaiting()).isFalse();
    }

    @Test
    void keepsTrailerFieldsApart() {
        response.header("a", "1").trailer("b", "2").trailer(FieldLine.of("C", "3"));
        response.trailer("B", "4");
        response.trailers(() -> List.of(FieldLine.of("d", "5"), FieldLine.of("d", "6")));
        assertThat(response.fields().toString()).isEqualTo("a: 1\r\n");
        ResponseTrailers trailers = requireNonNull(response.takeTrailers());
        assertThat(trailers.known().toString()).isEqualTo("C: 3\r\nB: 4\r\n");
        assertThat(trailers.complete().toString()).isEqualTo("C: 3\r\nB: 4\r\nd: 5\r\nd: 6\r\n");
        assertThat(response.takeTrailers()).isNull();
    }

    @Test
    void newBodyDropsTrailerFields() {
        response.trailer("a", "1").startOver(500);
        assertThat(response.takeTrailers()).isNull();
        response.trailer("a", "1").reset();
        assertThat(response.takeTrailers()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"content-type", "Set-Cookie", "trailer", "authorization", "Location", "connection", "a b"})
    void rejectsUnsuitableTrailerNames(String name) {
        assertThrows(IllegalArgumentException.class, () -> response.trailer(name, "1"));
        response.trailer("a", "1");
        assertThat(requireNonNull(response.takeTrailers()).known().toString()).isEqualTo("a: 1\r\n");
    }

    @Test
    void explainsRejectedTrailerField() {
        assertThat(assertThrows(IllegalArgumentException.class, () -> response.trailer(FieldLine.of("Vary", "a"))))
                .hasMessageThat()
                .isEqualTo("A trailer section cannot have the field 'Vary' (RFC 9110 section 6.5.1)."
                        + " Tip: set it as a header field");
        response.trailers(() -> List.of(FieldLine.of("vary", "a")));
        ResponseTrailers trailers = requireNonNull(response.takeTrailers());
        assertThrows(IllegalArgumentException.class, trailers::complete);
    }

    @Test
    void passesOnInterimResponses() {
        List<String> sent = new ArrayList<>();
        response.interims((status, fields) -> sent.add(status + " " + fields));
        response.header("a", "1").earlyHints("</a.css>; rel=preload", "</b.js>; rel=preload");
        response.interim(102).interim(199, FieldLine.of("x", "1"), FieldLine.of("x", "2"));
        assertThat(sent)
                .containsExactly(
                        "103 link: </a.css>; rel=preload\r\nlink: </b.js>; rel=preload\r\n",
                        "102 ",
                        "199 x: 1\r\nx: 2\r\n")
                .inOrder();
        response.reset();
        response.interim(102);
        assertThat(sent).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {99, 100, 101, 200, 503, -1})
    void rejectsStatusOutsideInterimRange(int status) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> response.interim(status));
        assertThat(e).hasMessageThat().startsWith(status + " is not the status of an interim response of a handler");
    }

    @Test
    void rejectsEarlyHintsWithLineEndOrWithoutLink() {
        assertThrows(IllegalArgumentException.class, () -> response.earlyHints("</a>\r\nx: y"));
        assertThrows(IllegalArgumentException.class, () -> response.earlyHints());
    }

    @Test
    void limitsBytesOfInterimResponses() {
        int[] sent = {0};
        response.interims((status, fields) -> sent[0]++);
        String link = "x".repeat(1000 - 64 - "link: \r\n".length());
        for (int i = 0; i < 16; i++) {
            response.earlyHints(link);
        }
        assertThat(assertThrows(IllegalStateException.class, () -> response.earlyHints(link)))
                .hasMessageThat()
                .contains("more than 16384 bytes");
        assertThrows(IllegalStateException.class, () -> response.interim(102));
        assertThat(sent[0]).isEqualTo(16);
        response.reset();
        response.interims((status, fields) -> sent[0]++);
        response.earlyHints(link);
        assertThat(sent[0]).isEqualTo(17);
    }

    @Test
    void throwsInStrictModeAfterEnd() {
        EncodedResponse strict = new EncodedResponse(0, false);
        FieldSection fields = strict.header("a", "1").fields();
        strict.trailer("b", "2").end();
        List<Executable> uses = List.of(
                () -> strict.trailer("b", "2"),
                () -> strict.trailer(FieldLine.of("b", "2")),
                () -> strict.trailers(List::of),
                () -> strict.interim(102),
                () -> strict.earlyHints("</a>"),
                strict::fields,
                fields::bytes,
                () -> fields.appendLines(new ByteWriter(0)));
        for (Executable use : uses) {
            assertThat(assertThrows(IllegalStateException.class, use))
                    .hasMessageThat()
                    .contains("was used after the end of its request");
        }
    }

    @Test
    void readsEncodedLinesAsText() {
        assertThat(FieldLine.of("Cache-Control", "no-store").toString()).isEqualTo("Cache-Control: no-store");
    }
}
