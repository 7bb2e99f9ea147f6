package dev.interlock.processor.cookbook;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static dev.interlock.processor.cookbook.Call.bearer;
import static dev.interlock.processor.cookbook.KeyServer.claims;
import static dev.interlock.processor.cookbook.KeyServer.token;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.interlock.http.Router;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests requests to host names with a tenant and without one. */
final class TenantsTest {
    private KeyServer server;
    private Router router;

    @BeforeEach
    void start() throws Exception {
        server = new KeyServer();
        Cookbook cookbook = Cookbook.page();
        router = cookbook.api(server, cookbook.trail(events -> {}));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void handlerReceivesTenant() throws Exception {
        for (String host : new String[] {"acme.shop.example", "ACME.Shop.Example", "acme.shop.example:8080"}) {
            assertWithMessage(host).that(response(host, claims())).endsWith("\r\n\r\nOrder 7 of Tenant acme");
        }
    }

    @Test
    void unknownTenantAndTenantOfOthersGetSameResponse() throws Exception {
        String unknown = response("unknown.shop.example", claims());
        assertThat(unknown).startsWith("HTTP/1.1 404 ");
        assertThat(unknown).contains("\"detail\":\"There is no such tenant\"");
        assertThat(body(response("other.shop.example", claims()))).isEqualTo(body(unknown));
        assertThat(body(response("acme.shop.example", claims().claim("tenant", null))))
                .isEqualTo(body(unknown));
    }

    /** Returns the body of a problem, without the id of the request. */
    private static String body(String response) {
        return response.substring(response.indexOf("\r\n\r\n")).replaceAll("\"requestId\":\"[^\"]*\"", "");
    }

    @Test
    void rejectsNamesWithoutTenant() throws Exception {
        for (String host : new String[] {
            "shop.example",
            ".shop.example",
            "-a.shop.example",
            "a.b.shop.example",
            "acme.evil.example",
            "acmeshop.example",
            "a_b.shop.example",
            "a".repeat(64) + ".shop.example",
            "192.0.2.1:8080",
            "[::1]:8080"
        }) {
            assertWithMessage(host).that(response(host, claims())).startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void missingCallerIsUnauthenticated() throws Exception {
        try (Call call = new Call(router, "GET", "/orders/7", "acme.shop.example")) {
            assertThat(call.status()).isEqualTo(401);
        }
    }

    private String response(String host, JWTClaimsSet.Builder claims) throws InterruptedException {
        try (Call call = new Call(router, "GET", "/orders/7", host, bearer(token(KeyServer.RSA, claims)))) {
            return call.response();
        }
    }
}
