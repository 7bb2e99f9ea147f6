package dev.interlock.file;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.generated.codec.Results;
import dev.interlock.http.HttpException;
import dev.interlock.internal.message.EncodedResponse;
import dev.interlock.internal.message.RequestFixture;
import dev.interlock.internal.syntax.HttpDate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses with files: preconditions, ranges, and compressed files in place of the requested ones. */
class FileResponseTest {
    private static final String BEFORE = "Sun, 06 Nov 1994 08:49:36 GMT";
    private static final String THEN = "Sun, 06 Nov 1994 08:49:37 GMT";

    @TempDir
    private Path folder = Path.of("");

    private StaticFiles files = StaticFiles.classPath("none");
    private String tag = "";

    @BeforeEach
    void write() throws IOException {
        write("a.txt", "0123456789");
        write("empty", "");
        files = StaticFiles.directory(folder);
        tag = Fetched.get(files, "a.txt").field("etag");
    }

    private void write(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("1994-11-06T08:49:37.5Z")));
    }

    @AfterEach
    void everyFileIsClosed() throws IOException {
        assertThat(OpenFiles.below(folder)).isEqualTo(0);
    }

    @Test
    void wholeFileHasValidatorsAndAcceptRanges() throws IOException {
        Fetched whole = Fetched.get(files, "a.txt");
        assertThat(whole.status()).isEqualTo(200);
        assertThat(whole.body()).isEqualTo("0123456789");
        assertThat(whole.fields().keySet())
                .containsExactly("content-type", "cache-control", "etag", "last-modified", "accept-ranges");
        assertThat(whole.field("last-modified")).isEqualTo(THEN);
        assertThat(whole.field("accept-ranges")).isEqualTo("bytes");
        assertThat(tag).matches("\"[0-9a-f]+-a\"");
    }

    @Test
    void tagChangesWithTimeAndSize() throws IOException {
        write("a.txt", "01234567890");
        String larger = Fetched.get(files, "a.txt").field("etag");
        assertThat(larger).isNotEqualTo(tag);
        Files.setLastModifiedTime(folder.resolve("a.txt"), FileTime.fromMillis(1000));
        assertThat(Fetched.get(files, "a.txt").field("etag")).isNotEqualTo(larger);
    }

    @Test
    void recentFileHasWeakTag() throws IOException {
        Files.writeString(folder.resolve("new.txt"), "abc");
        String fresh = Fetched.get(files, "new.txt").field("etag");
        assertThat(fresh).startsWith("W/\"");
        assertThat(Fetched.get(files, "new.txt", "if-none-match", fresh).status())
                .isEqualTo(304);
        assertThat(Fetched.get(files, "new.txt", "range", "bytes=1-1", "if-range", fresh)
                        .body())
                .isEqualTo("abc");
    }

    @Test
    void neverSendsFutureTime() throws IOException {
        Instant before = Instant.now();
        Files.setLastModifiedTime(folder.resolve("a.txt"), FileTime.from(before.plusSeconds(1000)));
        String modified = Fetched.get(files, "a.txt").field("last-modified");
        assertThat(HttpDate.seconds(modified)).isAtMost(Instant.now().getEpochSecond());
    }

    @Test
    void notModifiedHasOnlyCacheFields() throws IOException {
        EncodedResponse own = new EncodedResponse().contentType("text/x-own");
        Fetched known = Fetched.of("GET", files, "a.txt", own, "if-none-match", tag);
        assertThat(known.status()).isEqualTo(304);
        assertThat(known.body()).isEmpty();
        assertThat(known.fields().keySet()).containsExactly("cache-control", "etag");
        assertThat(known.field("etag")).isEqualTo(tag);
    }

    @Test
    void evaluatesDates() throws IOException {
        assertThat(Fetched.get(files, "a.txt", "if-modified-since", THEN).status())
                .isEqualTo(304);
        assertThat(Fetched.get(files, "a.txt", "if-modified-since", BEFORE).status())
                .isEqualTo(200);
        assertThat(Fetched.get(files, "a.txt", "if-unmodified-since", BEFORE).status())
                .isEqualTo(412);
        assertThat(Fetched.get(files, "a.txt", "if-match", "\"other\"").status())
                .isEqualTo(412);
        assertThat(Fetched.get(files, "a.txt", "if-match", tag).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, bytes 0-0/10",
        "bytes=8-, 89, bytes 8-9/10",
        "bytes=-3, 789, bytes 7-9/10",
        "bytes=2-100, 23456789, bytes 2-9/10",
        "'bytes=1-2,3-4', 1234, bytes 1-4/10"
    })
    void sendsRange(String range, String body, String contentRange) throws IOException {
        Fetched part = Fetched.get(files, "a.txt", "range", range);
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(body);
        assertThat(part.field("content-range")).isEqualTo(contentRange);
        assertThat(part.field("etag")).isEqualTo(tag);
        assertThat(part.field("last-modified")).isEqualTo(THEN);
        assertThat(part.field("content-type")).isEqualTo("text/plain;charset=utf-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-1,5-6", "bytes=x", "lines=1-2", "bytes=5-2"})
    void sendsWholeFileUnlessOneRange(String range) throws IOException {
        Fetched whole = Fetched.get(files, "a.txt", "range", range);
        assertThat(whole.status()).isEqualTo(200);
        assertThat(whole.body()).isEqualTo("0123456789");
        assertThat(whole.field("content-range")).isEmpty();
    }

    @Test
    void unsatisfiableRangeReportsSize() throws IOException {
        Fetched refused = Fetched.get(files, "a.txt", "range", "bytes=10-");
        assertThat(refused.status()).isEqualTo(416);
        assertThat(refused.field("content-range")).isEqualTo("bytes */10");
        assertThat(refused.field("cache-control")).isEqualTo("no-store");
        assertThat(Fetched.get(files, "empty", "range", "bytes=0-").status()).isEqualTo(416);
        assertThat(Fetched.get(files, "empty", "range", "bytes=-1").status()).isEqualTo(200);
    }

    @Test
    void ifRangeNeedsSameState() throws IOException {
        assertThat(part("if-range", tag)).isEqualTo("12");
        assertThat(part("if-range", "W/" + tag)).isEqualTo("0123456789");
        assertThat(part("if-range", "\"other\"")).isEqualTo("0123456789");
        assertThat(part("if-range", THEN)).isEqualTo("12");
        assertThat(part("if-range", BEFORE)).isEqualTo("0123456789");
        assertThat(part("if-range", "Sun, 06 Nov 1994 08:49:38 GMT")).isEqualTo("0123456789");
        assertThat(part("if-range", "soon")).isEqualTo("0123456789");
        assertThat(part("if-range", "soon".repeat(100))).isEqualTo("0123456789");
    }

    private String part(String name, String value) throws IOException {
        return Fetched.get(files, "a.txt", "range", "bytes=1-2", name, value).body();
    }

    @Test
    void preconditionsPrecedeRanges() throws IOException {
        assertThat(Fetched.get(files, "a.txt", "range", "bytes=10-", "if-none-match", tag)
                        .status())
                .isEqualTo(304);
        assertThat(Fetched.get(files, "a.txt", "range", "bytes=10-", "if-match", "\"b\"")
                        .status())
                .isEqualTo(412);
    }

    @Test
    void headIgnoresRanges() throws IOException {
        Fetched head = Fetched.of("HEAD", files, "a.txt", new EncodedResponse(), "range", "bytes=1-2");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.field("content-range")).isEmpty();
        assertThat(Fetched.of("HEAD", files, "a.txt", new EncodedResponse(), "if-none-match", tag)
                        .status())
                .isEqualTo(304);
    }

    @Test
    void otherStatusSendsWholeFile() throws IOException {
        EncodedResponse gone = new EncodedResponse().status(410);
        Fetched page = Fetched.of("GET", files, "a.txt", gone, "if-none-match", tag, "range", "bytes=1-2");
        assertThat(page.status()).isEqualTo(410);
        assertThat(page.body()).isEqualTo("0123456789");
        assertThat(page.field("etag")).isEmpty();
    }

    @Test
    void otherMethodSendsWholeFile() throws IOException {
        Fetched made =
                Fetched.of("POST", files, "a.txt", new EncodedResponse(), "if-none-match", "*", "range", "bytes=1-2");
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.body()).isEqualTo("0123456789");
    }

    @Test
    void closesUnsentFile() throws IOException {
        EncodedResponse response = new EncodedResponse();
        Results.writeFile(
                RequestFixture.get("/").begin(), response, files.find("a.txt").orElseThrow());
        assertThat(OpenFiles.below(folder)).isEqualTo(1);
        response.reset();
        assertThat(OpenFiles.below(folder)).isEqualTo(0);
    }

    @Test
    void rejectsFileThatShrank() throws IOException {
        StaticFile found = files.find("a.txt").orElseThrow();
        Files.writeString(folder.resolve("a.txt"), "01");
        EncodedResponse response = new EncodedResponse();
        var request = RequestFixture.get("/").begin();
        var refusal = assertThrows(HttpException.class, () -> Results.writeFile(request, response, found));
        assertThat(refusal.status()).isEqualTo(503);
    }

    @Test
    void deletedFileIs404() throws IOException {
        StaticFile found = files.find("a.txt").orElseThrow();
        Files.delete(folder.resolve("a.txt"));
        var request = RequestFixture.get("/").begin();
        var refusal = assertThrows(HttpException.class, () -> Results.writeFile(request, new EncodedResponse(), found));
        assertThat(refusal.status()).isEqualTo(404);
    }

    @Test
    void pathHasPreconditionsAndRanges() throws IOException {
        EncodedResponse response = new EncodedResponse();
        var request = RequestFixture.get("/").header("range", "bytes=1-2").begin();
        Results.writeFile(request, response, folder.resolve("a.txt"));
        assertThat(response.status()).isEqualTo(206);
        assertThat(response.contentLength()).isEqualTo(2);
        response.reset();
    }

    @ParameterizedTest
    @CsvSource({
        "'br, gzip', br",
        "'gzip, br', br",
        "gzip, gzip",
        "GZIP, gzip",
        "x-gzip, gzip",
        "'gzip;q=0.5', gzip",
        "'br;q=0, gzip', gzip",
        "*, br",
        "'*, br;q=0', gzip",
        "'br;q=x', ''",
        "'gzip;q=0', ''",
        "identity, ''",
        "deflate, ''",
        "'', ''"
    })
    void sendsBestAcceptedCoding(String accepted, String coding) throws IOException {
        write("a.txt.br", "brotli");
        write("a.txt.gz", "zipped");
        Fetched result = Fetched.get(files.precompressed(), "a.txt", "accept-encoding", accepted);
        assertThat(result.field("content-encoding")).isEqualTo(coding);
        assertThat(result.body())
                .isEqualTo(coding.equals("br") ? "brotli" : coding.equals("gzip") ? "zipped" : "0123456789");
        assertThat(result.field("vary")).isEqualTo("accept-encoding");
        assertThat(result.field("content-type")).isEqualTo("text/plain;charset=utf-8");
    }

    @Test
    void compressedFileHasOwnTagAndRanges() throws IOException {
        write("a.txt.gz", "9876543210");
        StaticFiles compressed = files.precompressed();
        Fetched zipped = Fetched.get(compressed, "a.txt", "accept-encoding", "gzip");
        assertThat(zipped.field("etag")).isNotEqualTo(tag);
        Fetched known =
                Fetched.get(compressed, "a.txt", "accept-encoding", "gzip", "if-none-match", zipped.field("etag"));
        assertThat(known.status()).isEqualTo(304);
        assertThat(known.fields().keySet()).containsExactly("cache-control", "etag", "vary");
        Fetched part = Fetched.get(compressed, "a.txt", "accept-encoding", "gzip", "range", "bytes=0-1");
        assertThat(part.body()).isEqualTo("98");
        assertThat(part.field("content-encoding")).isEqualTo("gzip");
        assertThat(Fetched.get(compressed, "a.txt", "if-none-match", tag).status())
                .isEqualTo(304);
    }

    @Test
    void ignoresCompressedFilesByDefault() throws IOException {
        write("a.txt.gz", "zipped");
        Fetched result = Fetched.get(files, "a.txt", "accept-encoding", "gzip");
        assertThat(result.body()).isEqualTo("0123456789");
        assertThat(result.field("vary")).isEmpty();
    }

    @Test
    void ignoresCompressedFileThatLinksOutside() throws IOException {
        Path outside = Files.createTempFile("outside", ".gz");
        try {
            Files.createSymbolicLink(folder.resolve("a.txt.gz"), outside);
            Fetched result = Fetched.get(files.precompressed(), "a.txt", "accept-encoding", "gzip");
            assertThat(result.body()).isEqualTo("0123456789");
        } finally {
            Files.delete(outside);
        }
    }
}
