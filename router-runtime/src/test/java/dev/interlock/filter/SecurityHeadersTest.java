package dev.interlock.filter;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.generated.codec.Results;
import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.internal.message.EncodedResponse;
import dev.interlock.internal.message.ReceivedHead;
import dev.interlock.internal.message.ReceivedRequest;
import dev.interlock.testing.RunningServer;
import dev.interlock.testing.TestClient;
import dev.interlock.testing.TestConnection;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SecurityHeadersTest {
    @RegisterExtension
    static final RunningServer SERVER = RunningServer.of(() -> FilteredRouter.with(SecurityHeaders.standard())
            .get("/hello", (request, response) -> Results.writeText(response, "hello"))
            .get("/framed", (request, response) -> {
                response.header("X-Frame-Options", "SAMEORIGIN");
                Results.writeText(response, "framed");
            })
            .get("/bug", (request, response) -> {
                throw new IllegalStateException("a secret");
            })
            .router());

    @ParameterizedTest
    @ValueSource(strings = {"/hello", "/bug", "/nowhere"})
    void addsFieldsToEveryResponse(String path, TestClient client) {
        client.get(path)
                .send()
                .assertThat()
                .hasHeaders("x-content-type-options", "nosniff")
                .hasHeaders("x-frame-options", "DENY")
                .hasHeaders("content-security-policy", "frame-ancestors 'none'")
                .hasHeaders("referrer-policy", "no-referrer");
        client.post("/hello").send().assertThat().hasStatus(405).hasHeaders("x-content-type-options", "nosniff");
    }

    @Test
    void addsFieldsForMalformedRequest(TestClient client) {
        try (TestConnection connection = client.connect()) {
            connection
                    .send("GET /hello HTTP/1.1\r\n\r\n")
                    .receive()
                    .assertThat()
                    .hasStatus(400)
                    .hasHeaders("x-content-type-options", "nosniff");
        }
    }

    @Test
    void keepsFieldsOfHandler(TestClient client) {
        client.get("/framed").send().assertThat().hasHeaders("x-frame-options", "SAMEORIGIN");
    }

    @Test
    void omitsTransportSecurityWithoutTls(TestClient client) {
        client.get("/hello").send().assertThat().hasNoHeader("strict-transport-security");
    }

    private static String fields(SecurityHeaders filter, String scheme) {
        ReceivedRequest request = new ReceivedRequest();
        ReceivedHead head = new ReceivedHead();
        head.secure(scheme.equals("https"));
        request.begin(head, new RequestPath(), null, InetSocketAddress.createUnresolved("client.test", 1));
        EncodedResponse response = new EncodedResponse();
        filter.finish(request, response);
        return response.fields().toString();
    }

    @Test
    void sendsTransportSecurityOverTls() {
        assertThat(fields(SecurityHeaders.standard(), "https"))
                .contains("strict-transport-security: max-age=31536000; includeSubDomains\r\n");
        SecurityHeaders brief = SecurityHeaders.standard().strictTransportSecurity(Duration.ofMinutes(1), false);
        assertThat(fields(brief, "https")).contains("strict-transport-security: max-age=60\r\n");
        SecurityHeaders none = SecurityHeaders.standard().remove("Strict-Transport-Security");
        assertThat(fields(none, "https")).doesNotContain("strict-transport-security");
    }

    @Test
    void sendsTransportSecurityBehindTlsProxy() {
        SecurityHeaders behind = SecurityHeaders.standard().behindTls();
        for (String scheme : new String[] {"http", "https"}) {
            assertThat(fields(behind, scheme))
                    .contains("strict-transport-security: max-age=31536000; includeSubDomains\r\n");
        }
        SecurityHeaders none = SecurityHeaders.standard().behindTls().remove("strict-transport-security");
        assertThat(fields(none, "http")).doesNotContain("strict-transport-security");
    }

    @Test
    void changesEachField() {
        SecurityHeaders changed = SecurityHeaders.standard()
                .contentSecurityPolicy("default-src 'self'")
                .referrerPolicy("same-origin")
                .remove("X-Content-Type-Options")
                .set("Permissions-Policy", "camera=()")
                .openerOfSameOrigin()
                .resourceOfSameOrigin();
        assertThat(fields(changed, "http").lines())
                .containsExactly(
                        "x-frame-options: DENY",
                        "content-security-policy: default-src 'self'",
                        "referrer-policy: same-origin",
                        "permissions-policy: camera=()",
                        "cross-origin-opener-policy: same-origin",
                        "cross-origin-resource-policy: same-origin");
        assertThat(fields(SecurityHeaders.standard().framesOfSameOrigin(), "http"))
                .contains("x-frame-options: SAMEORIGIN\r\ncontent-security-policy: frame-ancestors 'self'\r\n");
    }

    @Test
    void settingsReturnCopies() {
        SecurityHeaders standard = SecurityHeaders.standard();
        String before = fields(standard, "https");
        standard.set("x-frame-options", "SAMEORIGIN").set("x-a", "b").behindTls();
        standard.strictTransportSecurity(Duration.ZERO, false);
        standard.remove("referrer-policy").remove("strict-transport-security");
        assertThat(fields(standard, "https")).isEqualTo(before);
        assertThat(fields(SecurityHeaders.standard(), "https")).isEqualTo(before);
        assertThat(fields(standard, "http")).doesNotContain("strict-transport-security");
    }

    @Test
    void removesAndSetsAgain() {
        SecurityHeaders changed = SecurityHeaders.standard()
                .remove("x-frame-options")
                .remove("x-unknown")
                .set("X-Frame-Options", "SAMEORIGIN");
        assertThat(fields(changed, "http").lines())
                .containsExactly(
                        "x-content-type-options: nosniff",
                        "content-security-policy: frame-ancestors 'none'",
                        "referrer-policy: no-referrer",
                        "x-frame-options: SAMEORIGIN")
                .inOrder();
    }

    @Test
    void rejectsInvalidFields() {
        SecurityHeaders standard = SecurityHeaders.standard();
        assertThrows(IllegalArgumentException.class, () -> standard.set("a b", "c"));
        assertThrows(IllegalArgumentException.class, () -> standard.referrerPolicy("a\r\nb: c"));
        assertThrows(IllegalArgumentException.class, () -> standard.set("Strict-Transport-Security", "max-age=1"));
        assertThrows(
                IllegalArgumentException.class, () -> standard.strictTransportSecurity(Duration.ofSeconds(-1), false));
    }
}
