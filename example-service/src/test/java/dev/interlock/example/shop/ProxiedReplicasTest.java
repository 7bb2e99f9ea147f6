package dev.interlock.example.shop;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.example.shop.proto.ShopProto;
import dev.interlock.example.shop.testing.Call;
import dev.interlock.example.shop.testing.Connection;
import dev.interlock.example.shop.testing.ReceivedResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients who see only the port of the proxy have one shop, whichever replica serves a request. */
@Tag("proxies")
@Timeout(120)
final class ProxiedReplicasTest {
    @TempDir
    private Path directory;

    private ReplicatedShop shop;

    @BeforeEach
    void start() throws Exception {
        shop = new ReplicatedShop(directory);
    }

    @AfterEach
    void stop() throws Exception {
        shop.close();
    }

    private static String replica(ReceivedResponse response) {
        return response.header(ReplicatedShop.REPLICA).orElseThrow();
    }

    private static String logIn(Connection connection, String email, String password) {
        ReceivedResponse response = connection.send(Call.login(email, password));
        assertThat(response.status()).isEqualTo(200);
        return response.message(ShopProto.SessionToken.parser()).getAccessToken();
    }

    @Test
    void sessionIsValidAtEveryReplica() {
        try (Connection connection = shop.connect(1)) {
            Call session = Call.of("GET", "/v1/auth/session").as(logIn(connection, "ada@example.com", "correct horse"));
            Set<String> replicas = new TreeSet<>();
            for (int i = 0; i < 6; i++) {
                ReceivedResponse response = connection.send(session);
                assertThat(response.status()).isEqualTo(200);
                replicas.add(replica(response));
            }
            assertThat(replicas).containsExactlyElementsIn(ReplicatedShop.names());
        }
    }

    /** The feed is at one replica, and each review is written at another one of the three. */
    @Test
    void feedHasReviewsOfEveryReplica() throws Exception {
        HttpRequest feed = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + shop.port() + "/v1/catalog/reviews/live"))
                .build();
        HttpResponse<Stream<String>> live = HttpClient.newHttpClient().send(feed, BodyHandlers.ofLines());
        try (Stream<String> lines = live.body();
                Connection connection = shop.connect(1)) {
            Set<String> replicas = new TreeSet<>();
            List<String> texts = new ArrayList<>();
            String token = logIn(connection, "ada@example.com", "correct horse");
            for (int product = 1; product <= 3; product++) {
                ReceivedResponse written = connection.send(review(product).as(token));
                assertThat(written.status()).isEqualTo(201);
                replicas.add(replica(written));
                texts.add("\"text\":\"Review " + product + "\"");
            }

            Iterator<String> events =
                    lines.filter(line -> line.startsWith("data:")).iterator();
            for (String text : texts) {
                assertThat(events.next()).contains(text);
            }
            assertThat(replicas).containsExactlyElementsIn(ReplicatedShop.names());
            assertThat(live.headers().firstValue(ReplicatedShop.REPLICA)).isPresent();
        }
    }

    private static Call review(int product) {
        return Call.of("POST", "/v1/catalog/products/" + product + "/reviews")
                .message(ShopProto.NewReview.newBuilder()
                        .setStars(4)
                        .setText("Review " + product)
                        .build());
    }
}
