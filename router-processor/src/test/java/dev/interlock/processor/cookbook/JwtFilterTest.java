package dev.interlock.processor.cookbook;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static dev.interlock.processor.cookbook.Call.bearer;
import static dev.interlock.processor.cookbook.Call.field;
import static dev.interlock.processor.cookbook.KeyServer.claims;
import static dev.interlock.processor.cookbook.KeyServer.in;
import static dev.interlock.processor.cookbook.KeyServer.sign;
import static dev.interlock.processor.cookbook.KeyServer.signer;
import static dev.interlock.processor.cookbook.KeyServer.token;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.PlainJWT;
import dev.interlock.http.Router;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests the filter with valid and invalid tokens. */
final class JwtFilterTest {
    private static final Duration WITHIN_SKEW = Duration.ofSeconds(30);
    private static final Duration BEYOND_SKEW = Duration.ofSeconds(90);

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
    void validTokenSetsCaller() throws Exception {
        for (String token : List.of(
                token(KeyServer.RSA, claims()),
                token(KeyServer.EC, claims()),
                token(KeyServer.RSA, claims().expirationTime(in(WITHIN_SKEW.negated()))),
                token(KeyServer.RSA, claims().notBeforeTime(in(WITHIN_SKEW))),
                token(KeyServer.RSA, claims().audience(List.of("other", "shop"))),
                sign(rsaHeader().type(new JOSEObjectType("at+jwt")).build(), claims(), signer(KeyServer.RSA)))) {
            String response = response("GET", "/accounts/me", bearer(token));
            assertThat(response).startsWith("HTTP/1.1 200 ");
            assertThat(response).endsWith("\r\n\r\nada");
        }
    }

    @Test
    void schemeIsCaseInsensitive() throws Exception {
        String token = token(KeyServer.RSA, claims());
        assertThat(response("GET", "/accounts/me", "authorization: bEARER  " + token))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void rolesOfTokenCount() throws Exception {
        String admin = token(KeyServer.RSA, claims());
        String other = token(KeyServer.RSA, claims().claim("roles", null));
        assertThat(response("DELETE", "/accounts/7", bearer(admin))).startsWith("HTTP/1.1 204 ");
        assertThat(response("DELETE", "/accounts/7", bearer(other))).startsWith("HTTP/1.1 403 ");
    }

    @Test
    void missingTokenIsChallenged() throws Exception {
        for (String[] fields : new String[][] {{}, {"Authorization: Basic YTpi"}}) {
            String response = response("GET", "/accounts/me", fields);
            assertThat(response).startsWith("HTTP/1.1 401 ");
            assertThat(field(response, "www-authenticate")).isEqualTo("Bearer");
        }
    }

    @Test
    void rejectsTokensThatAreNotValid() throws Exception {
        for (String token : List.of(
                token(KeyServer.RSA, claims().expirationTime(in(BEYOND_SKEW.negated()))),
                token(KeyServer.RSA, claims().notBeforeTime(in(BEYOND_SKEW))),
                token(KeyServer.RSA, claims().expirationTime(null)),
                token(KeyServer.RSA, claims().subject(null)),
                token(KeyServer.RSA, claims().issuer("https://evil.example")),
                token(KeyServer.RSA, claims().issuer(null)),
                token(KeyServer.RSA, claims().audience("other")),
                token(KeyServer.RSA, claims().audience((String) null)),
                token(KeyServer.RSA, claims().claim("roles", "admin")),
                // Signed with a wrong key, but with the id of the right key.
                token(KeyServer.rsa("rsa-1"), claims()),
                // Signed with the right key, but with the id of a key of another type.
                sign(rsaHeader().keyID("ec-1").build(), claims(), signer(KeyServer.RSA)),
                sign(rsaHeader().type(new JOSEObjectType("dpop+jwt")).build(), claims(), signer(KeyServer.RSA)),
                withOtherSubject(token(KeyServer.RSA, claims())))) {
            assertInvalid(token);
        }
        assertThat(server.fetches()).isEqualTo(1);
    }

    @Test
    void rejectsOtherAlgorithmsWithoutFetch() throws Exception {
        byte[] publicKey = KeyServer.RSA.toRSAPublicKey().getEncoded();
        JWSHeader.Builder hmac = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("rsa-1");
        for (String token : Arrays.asList(
                new PlainJWT(claims().build()).serialize(),
                sign(hmac.build(), claims(), new MACSigner(publicKey)),
                sign(new JWSHeader.Builder(JWSAlgorithm.RS512).keyID("rsa-1").build(), claims(), signer(KeyServer.RSA)),
                sign(new JWSHeader.Builder(JWSAlgorithm.RS256).build(), claims(), signer(KeyServer.RSA)),
                encoded("{\"alg\":\"nOnE\"}") + "." + encoded("{}") + ".",
                encoded("{\"alg\":7}") + "." + encoded("{}") + ".AA",
                encoded("[]") + "." + encoded("{}") + ".AA",
                encoded("{\"alg\":\"RS256\",\"kid\":7}") + "." + encoded("{}") + ".AA",
                encoded("{\"alg\":\"RS256\",\"kid\":\"rsa-1\",\"jwk\":{\"kty\":\"x\"}}") + "." + encoded("{}") + ".AA",
                "a.b.c",
                "..")) {
            assertInvalid(token);
        }
        assertThat(server.fetches()).isEqualTo(0);
    }

    private void assertInvalid(String token) throws InterruptedException {
        String response = response("GET", "/accounts/me", bearer(token));
        assertWithMessage(token).that(response).startsWith("HTTP/1.1 401 ");
        assertThat(field(response, "www-authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
    }

    private static JWSHeader.Builder rsaHeader() {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("rsa-1");
    }

    private static String encoded(String json) {
        return Base64URL.encode(json.getBytes(UTF_8)).toString();
    }

    private static String withOtherSubject(String token) {
        String[] parts = token.split("\\.", -1);
        return parts[0] + "." + encoded(claims().subject("eve").build().toString()) + "." + parts[2];
    }

    private String response(String method, String target, String... fields) throws InterruptedException {
        try (Call call = new Call(router, method, target, "a", fields)) {
            return call.response();
        }
    }
}
