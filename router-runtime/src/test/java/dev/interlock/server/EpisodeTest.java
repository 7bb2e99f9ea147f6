package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class EpisodeTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Test
    void anEpisodeEndsAfterAMinuteOfCalm() {
        Episode episode = new Episode();
        long now = Long.MAX_VALUE - 30 * SECOND;
        assertThat(episode.begins(now)).isTrue();
        for (int i = 0; i < 100; i++) {
            now += 59 * SECOND;
            assertThat(episode.begins(now)).isFalse();
        }
        assertThat(episode.begins(now + 60 * SECOND)).isTrue();
    }
}
