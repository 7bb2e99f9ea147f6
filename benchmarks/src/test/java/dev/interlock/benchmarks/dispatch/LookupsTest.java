package dev.interlock.benchmarks.dispatch;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LookupsTest {
    @Test
    void setsHaveTheirSizeAndDistinctRoutes() {
        for (int size : RouteSet.SIZES) {
            RouteSet set = RouteSet.of(size);
            assertThat(set.endpoints()).hasSize(size);
            assertWithMessage("set of %s", size)
                    .that(new HashSet<>(set.endpoints()))
                    .hasSize(size);
        }
    }

    @Test
    void rejectsSizeBeyondVocabulary() {
        assertThrows(IllegalArgumentException.class, () -> RouteSet.of(100_000));
    }

    @Test
    void readsGitHubRoutes() {
        RouteSet set = RouteSet.of(RouteSet.GITHUB);
        assertThat(set.endpoints()).contains(new Endpoint("GET", "/repos/{owner}/{repo}/git/refs/{*ref}"));
        assertThat(set.endpoints().get(1)).isEqualTo(new Endpoint("GET", "/authorizations/{id}"));
    }

    @Test
    void lookupsAreDeterministic() {
        RouteSet set = RouteSet.of(1_000);
        for (Order order : Order.values()) {
            assertThat(Lookups.of(set, order).bytes())
                    .isEqualTo(Lookups.of(set, order).bytes());
        }
    }

    @Test
    void bytesContainPaths() {
        Lookups lookups = Lookups.of(RouteSet.of(RouteSet.GITHUB), Order.RANDOM);
        for (int i = 0; i < Lookups.COUNT; i++) {
            String path = new String(lookups.bytes(), lookups.start(i), lookups.end(i) - lookups.start(i), US_ASCII);
            assertThat(path).isEqualTo(lookups.path(i));
        }
    }

    @Test
    void randomOrderReachesEveryRoute() {
        Lookups lookups = Lookups.of(RouteSet.of(1_000), Order.RANDOM);
        assertThat(IntStream.range(0, Lookups.COUNT)
                        .map(lookups::endpoint)
                        .distinct()
                        .count())
                .isEqualTo(1_000);
    }
}
