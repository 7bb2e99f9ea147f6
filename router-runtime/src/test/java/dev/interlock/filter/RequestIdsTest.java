package dev.interlock.filter;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.generated.codec.Results;
import dev.interlock.http.Execution;
import dev.interlock.testing.RunningServer;
import dev.interlock.testing.TestClient;
import dev.interlock.testing.TestResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestIdsTest {
    private static final String FIELD = "X-Request-Id";

    @RegisterExtension
    static final RunningServer SERVER = RunningServer.of(() -> FilteredRouter.with(RequestIds.standard())
            .get("/id", (request, response) -> Results.writeText(response, request.id()))
            .get(
                    "/blocking",
                    (request, response) -> Results.writeText(response, request.id()),
                    route -> route.execution(Execution.BLOCKING))
            .get("/bug", (request, response) -> {
                throw new IllegalStateException("a secret");
            })
            .router());

    @ParameterizedTest
    @ValueSource(strings = {"7", "0af7651916cd43dd8448eb211c80319c", "a-b_c.d:e+f/g=h~i"})
    void usesIdOfClient(String id, TestClient client) {
        client.get("/id").header(FIELD, id).send().assertThat().hasBody(id).hasHeaders(FIELD, id);
        client.get("/blocking")
                .header(FIELD, id)
                .send()
                .assertThat()
                .hasBody(id)
                .hasHeaders(FIELD, id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bug", "/nowhere"})
    void problemsHaveId(String path, TestClient client) {
        TestResponse result = client.get(path).header(FIELD, "abc").send();
        result.assertThat().hasHeaders(FIELD, "abc").hasJson("/requestId", "abc");
        TestResponse another = client.get(path).send();
        assertThat(another.json("/requestId")).isEqualTo(another.header(FIELD));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\tb", "a\"b", "<script>", "a;b", "a%0ab"})
    void replacesMalformedId(String id, TestClient client) {
        TestResponse result = client.get("/id").header(FIELD, id).send();
        assertThat(result.text()).matches("[0-9a-f]{16}");
        result.assertThat().hasHeaders(FIELD, result.text());
    }

    @Test
    void limitsLength(TestClient client) {
        client.get("/id").header(FIELD, "a".repeat(64)).send().assertThat().hasBody("a".repeat(64));
        assertThat(client.get("/id").header(FIELD, "a".repeat(65)).send().text())
                .matches("[0-9a-f]{16}");
    }

    @Test
    void usesOtherField() {
        TestClient client = TestClient.of(FilteredRouter.with(RequestIds.named("Correlation-Id"))
                .get("/id", (request, response) -> Results.writeText(response, request.id()))
                .router());
        client.get("/id")
                .header("correlation-id", "7")
                .send()
                .assertThat()
                .hasBody("7")
                .hasHeaders("Correlation-Id", "7")
                .hasNoHeader(FIELD);
        assertThrows(IllegalArgumentException.class, () -> RequestIds.named("a b"));
    }
}
