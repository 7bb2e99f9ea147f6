package dev.interlock.filter;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.generated.codec.Results;
import dev.interlock.http.EntityTag;
import dev.interlock.testing.RunningServer;
import dev.interlock.testing.TestClient;
import dev.interlock.testing.TestResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Effect of compression on entity tags and on preconditions and ranges. */
final class CodedEntityTagsTest {
    private static final String TEXT = "All work and no play makes a dull text. ".repeat(100);
    private static final String ACCEPT = "Accept-Encoding";
    private static final String CODING = "Content-Encoding";

    @TempDir
    static Path directory;

    @RegisterExtension
    static final RunningServer SERVER = RunningServer.of(CodedEntityTagsTest::router);

    private static FilteredRouter router() {
        return FilteredRouter.with(Codings.compression())
                .get("/tagged", (request, response) -> {
                    String tag = request.header("x-etag");
                    Results.writeText(response.header("etag", tag == null ? "" : tag), TEXT);
                })
                .get("/state", (request, response) -> {
                    Results.writeText(response.header("etag", "\"1\""), TEXT);
                    Results.tag(request, response);
                })
                .route(
                        "PUT",
                        "/state",
                        (request, response) -> request.requirePreconditions(EntityTag.of(1)),
                        route -> route.consumes("*/*"))
                .get(
                        "/file",
                        (request, response) -> Results.writeFile(
                                request, response.contentType("text/plain"), directory.resolve("small.txt")))
                .router();
    }

    @BeforeAll
    static void writeFile() throws IOException {
        Path file = directory.resolve("small.txt");
        Files.writeString(file, TEXT);
        // A file that has just changed has a weak tag.
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_000L));
    }

    @Test
    void strongTagNamesCoding(TestClient client) {
        client.get("/tagged")
                .header(ACCEPT, "gzip")
                .header("x-etag", "\"1\"")
                .send()
                .assertThat()
                .hasHeaders("etag", "\"1-gzip\"");
        client.get("/tagged")
                .header(ACCEPT, "gzip")
                .header("x-etag", "W/\"1\"")
                .send()
                .assertThat()
                .hasHeaders("etag", "W/\"1\"");
        client.get("/tagged").header("x-etag", "\"1\"").send().assertThat().hasHeaders("etag", "\"1\"");
        client.get("/tagged")
                .header(ACCEPT, "gzip")
                .header("x-etag", "none")
                .send()
                .assertThat()
                .hasHeaders("etag", "none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "gzip; \"1-gzip\"; 304; \"1-gzip\"",
                "gzip; \"1\"; 304; \"1\"",
                "gzip; \"1\", \"1-gzip\"; 304; \"1-gzip\"",
                "gzip; *; 304; \"1\"",
                "gzip; \"1-br\"; 200; \"1-gzip\"",
                "gzip; \"2-gzip\"; 200; \"1-gzip\"",
                "gzip; \"1-gzi\"; 200; \"1-gzip\"",
                "identity; \"1-gzip\"; 200; \"1\"",
                "identity; \"1\"; 304; \"1\"",
            })
    void notModifiedHasTagOfCoding(String accept, String known, int status, String tag, TestClient client) {
        client.get("/state")
                .header(ACCEPT, accept)
                .header("if-none-match", known)
                .send()
                .assertThat()
                .hasStatus(status)
                .hasHeaders("etag", tag)
                .hasHeaders("Vary", "accept-encoding");
    }

    @Test
    void ifMatchAcceptsTagOfAnyCoding(TestClient client) {
        for (String tag : List.of("\"1\"", "\"1-gzip\"", "\"1-br\"", "\"0\", \"1-gzip\"")) {
            client.put("/state")
                    .header("if-match", tag)
                    .header("content-type", "text/plain")
                    .send()
                    .assertThat()
                    .hasStatus(200);
        }
        for (String tag : List.of("\"2\"", "\"2-gzip\"", "\"1-zip\"", "\"1-gzip-gzip\"", "W/\"1-gzip\"", "\"1gzip\"")) {
            client.put("/state")
                    .header("if-match", tag)
                    .header("content-type", "text/plain")
                    .send()
                    .assertThat()
                    .isProblem(412);
        }
    }

    @Test
    void encodedBodyHasNoRanges(TestClient client) {
        TestResponse whole = client.get("/file").header(ACCEPT, "gzip").send();
        whole.assertThat().hasHeaders(CODING, "gzip").hasNoHeader("accept-ranges");
        String coded = String.valueOf(whole.header("etag"));
        assertThat(coded).endsWith("-gzip\"");
        TestResponse plain = client.get("/file").send();
        plain.assertThat().hasHeaders("accept-ranges", "bytes");
        client.get("/file")
                .header("range", "bytes=0-9")
                .header("if-range", String.valueOf(plain.header("etag")))
                .send()
                .assertThat()
                .hasStatus(206);
        // A client cannot join unencoded bytes with a part of the encoded ones.
        client.get("/file")
                .header(ACCEPT, "gzip")
                .header("range", "bytes=0-9")
                .header("if-range", coded)
                .send()
                .assertThat()
                .hasStatus(200)
                .hasHeaders(CODING, "gzip");
    }
}
