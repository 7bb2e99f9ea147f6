package dev.interlock.filter;

import dev.interlock.generated.codec.Bodies;
import dev.interlock.generated.codec.Results;
import dev.interlock.http.Execution;
import dev.interlock.testing.TestClient;
import dev.interlock.testing.TestResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of many gzip members. Each member needs a decoder, even if it is empty. */
final class MembersTest {
    private final TestClient client = TestClient.of(FilteredRouter.with(Decompression.standard())
            .post(
                    "/whole",
                    (request, response) ->
                            Results.writeText(response, "" + request.body().length()),
                    route -> route.consumes("*/*"))
            .post(
                    "/stream",
                    (request, response) -> {
                        try (InputStream body = Bodies.readInputStream(request)) {
                            Results.writeText(response, "" + body.readAllBytes().length);
                        } catch (IOException e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    route -> route.consumes("*/*")
                            .execution(Execution.BLOCKING)
                            .streamedBody(true)
                            .maxBody(10_000_000))
            .router());

    private TestResponse post(String path, byte[] content, int members) {
        byte[] member = Codings.encode("gzip", content);
        byte[] body = new byte[members * member.length];
        for (int at = 0; at < body.length; at += member.length) {
            System.arraycopy(member, 0, body, at, member.length);
        }
        return client.post(path)
                .header("Content-Encoding", "gzip")
                .bytes("text/plain", body)
                .send();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/whole", "/stream"})
    void rejectsManyEmptyMembers(String path) {
        post(path, new byte[0], 20_000)
                .assertThat()
                .isProblem(413)
                .with("/detail", "The coded body has too many members for its size; send it as one member");
    }

    @Test
    void acceptsFewSmallMembers() {
        post("/whole", new byte[1], 100).assertThat().hasBody("100");
    }

    @Test
    void acceptsManyFilledMembers() {
        byte[] line = new byte[500];
        new Random(3).nextBytes(line);
        post("/whole", line, 1000).assertThat().hasBody("500000");
    }
}
