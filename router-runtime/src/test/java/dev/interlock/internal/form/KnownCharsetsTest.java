package dev.interlock.internal.form;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.management.ThreadMXBean;
import dev.interlock.http.HttpException;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;

final class KnownCharsetsTest {
    @Test
    void knowsPlatformNamesAndAliases() {
        for (Charset charset : Charset.availableCharsets().values()) {
            assertThat(KnownCharsets.named(charset.name())).isEqualTo(charset);
            for (String alias : charset.aliases()) {
                assertWithMessage(alias).that(KnownCharsets.named(alias)).isEqualTo(Charset.forName(alias));
            }
        }
        assertThat(KnownCharsets.named("UTF-8")).isEqualTo(KnownCharsets.named("utf8"));
        assertThat(KnownCharsets.named("no such charset")).isNull();
        assertThat(KnownCharsets.named("")).isNull();
    }

    /**
     * The names are new each time, because a client can invent many. A search of the class path would allocate several
     * times as much as the test allows.
     */
    @Test
    void rejectsUnknownNameWithoutSearch() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 200; i++) {
            byte[] head = ("content-disposition: form-data; name=a\r\ncontent-type: text/plain;charset=c" + i + "\r\n")
                    .getBytes(US_ASCII);
            long before = threads.getCurrentThreadAllocatedBytes();
            HttpException refusal = assertThrows(HttpException.class, () -> PartHead.read(head, 0, head.length));
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            assertThat(refusal.status()).isEqualTo(400);
        }
        assertThat(least).isLessThan(10_000);
    }
}
