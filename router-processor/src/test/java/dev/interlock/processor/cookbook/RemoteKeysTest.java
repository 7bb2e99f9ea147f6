package dev.interlock.processor.cookbook;

import static com.google.common.truth.Truth.assertThat;
import static dev.interlock.processor.cookbook.Call.bearer;
import static dev.interlock.processor.cookbook.Call.field;
import static dev.interlock.processor.cookbook.KeyServer.claims;
import static dev.interlock.processor.cookbook.KeyServer.rsa;
import static dev.interlock.processor.cookbook.KeyServer.token;

import com.nimbusds.jose.jwk.RSAKey;
import dev.interlock.http.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests that keys are fetched from a local key server, and kept. */
final class RemoteKeysTest {
    private static final RSAKey LATER = rsa("rsa-2");

    private final Cookbook cookbook = Cookbook.page();
    private KeyServer server;
    private Router router;

    @BeforeEach
    void start() throws Exception {
        server = new KeyServer();
        router = cookbook.api(server, cookbook.trail(events -> {}));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /**
     * The thread of the test is the event loop of all requests. If a request blocked this thread, the test would hang.
     */
    @Test
    void concurrentRequestsShareOneFetchAndNoThreadWaits() throws Exception {
        server.hold();
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            calls.add(call(token(KeyServer.RSA, claims())));
            cookbook.pass(1, TimeUnit.SECONDS);
        }
        server.awaitFetch();
        assertThat(calls.stream().allMatch(Call::isWaiting)).isTrue();
        calls.remove(0).close();
        server.release();
        for (Call call : calls) {
            assertThat(call.status()).isEqualTo(200);
            call.close();
        }
        assertThat(server.fetches()).isEqualTo(1);
    }

    @Test
    void keptKeysNeedNoFetch() throws Exception {
        assertThat(status(token(KeyServer.RSA, claims()))).isEqualTo(200);
        cookbook.pass(14, TimeUnit.MINUTES);
        assertThat(status(token(KeyServer.EC, claims()))).isEqualTo(200);
        assertThat(server.fetches()).isEqualTo(1);
    }

    @Test
    void unknownKeysCauseFewFetches() throws Exception {
        assertThat(status(token(KeyServer.RSA, claims()))).isEqualTo(200);
        assertThat(statusesOfUnknownKeys()).containsExactly(401);
        assertThat(server.fetches()).isEqualTo(1);
        cookbook.pass(10, TimeUnit.SECONDS);
        assertThat(statusesOfUnknownKeys()).containsExactly(401);
        assertThat(server.fetches()).isEqualTo(2);
        assertThat(status(token(KeyServer.RSA, claims()))).isEqualTo(200);
    }

    private List<Integer> statusesOfUnknownKeys() throws InterruptedException {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            RSAKey unknown = new RSAKey.Builder(LATER).keyID("unknown-" + i).build();
            statuses.add(status(token(unknown, claims())));
        }
        return statuses.stream().distinct().toList();
    }

    @Test
    void newKeyIsFetchedWhenTokenHasIt() throws Exception {
        assertThat(status(token(KeyServer.RSA, claims()))).isEqualTo(200);
        server.keys(LATER);
        cookbook.pass(10, TimeUnit.SECONDS);
        assertThat(status(token(LATER, claims()))).isEqualTo(200);
        assertThat(status(token(KeyServer.RSA, claims()))).isEqualTo(401);
    }

    @Test
    void withoutKeysResponseIs503UntilKeyServerIsBack() throws Exception {
        server.status(500);
        String token = token(KeyServer.RSA, claims());
        try (Call call = call(token)) {
            String response = call.response();
            assertThat(response).startsWith("HTTP/1.1 503 ");
            assertThat(field(response, "retry-after")).isEqualTo("10");
        }
        server.status(200);
        assertThat(status(token)).isEqualTo(503);
        assertThat(server.fetches()).isEqualTo(1);
        cookbook.pass(10, TimeUnit.SECONDS);
        assertThat(status(token)).isEqualTo(200);
    }

    @Test
    void keyServerThatRefusesConnectionsMeans503() throws Exception {
        server.close();
        assertThat(status(token(KeyServer.RSA, claims()))).isEqualTo(503);
    }

    @Test
    void oldKeysAreUsedWhileKeyServerIsDown() throws Exception {
        String token = token(KeyServer.RSA, claims());
        assertThat(status(token)).isEqualTo(200);
        server.awaitFetch();
        server.status(500);
        cookbook.pass(16, TimeUnit.MINUTES);
        assertThat(status(token)).isEqualTo(200);
        server.awaitFetch();
        cookbook.pass(12, TimeUnit.HOURS);
        assertThat(status(token)).isEqualTo(503);
    }

    private int status(String token) throws InterruptedException {
        try (Call call = call(token)) {
            return call.status();
        }
    }

    private Call call(String token) {
        return Call.get(router, "/accounts/me", bearer(token));
    }
}
