package dev.interlock.internal.negotiate;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.internal.message.ReceivedHead;
import dev.interlock.internal.message.RequestFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptEncodingTest {
    private static int quality(RequestFixture request, String coding) {
        return AcceptEncoding.quality(request.head(), coding.getBytes(US_ASCII));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip | gzip | 1000",
                "GZIP | gzip | 1000",
                "x-gzip | gzip | 1000",
                "X-Gzip;q=0.5 | gzip | 500",
                "gzip;q=0.5 | gzip | 500",
                "gzip ; q=0.123 | gzip | 123",
                "br, gzip;q=0 | gzip | 0",
                "br, *;q=0.3 | gzip | 300",
                "gzip;q=0.1, * | gzip | 100",
                "*, gzip;q=0.1 | gzip | 100",
                "*;q=0 | identity | 0",
                "br | gzip | -1",
                "'' | gzip | -1",
                "gzip;q=2 | gzip | -1",
                "gzip;q=0.1234 | gzip | -1",
                "gzip;q= | gzip | -1",
                "gzip2 | gzip | -1",
                "x- | gzip | -1",
                ", ,gzip | gzip | 1000",
                "gzip nonsense | gzip | -1",
            })
    void readsQuality(String list, String coding, int quality) {
        assertThat(quality(RequestFixture.get("/").header("accept-encoding", list), coding))
                .isEqualTo(quality);
    }

    @Test
    void joinsLines() {
        RequestFixture request =
                RequestFixture.get("/").header("accept-encoding", "*;q=0.2").header("Accept-Encoding", "gzip;q=0.4");
        assertThat(quality(request, "gzip")).isEqualTo(400);
        assertThat(quality(request, "br")).isEqualTo(200);
    }

    @Test
    void qualityIsUnstatedWithoutField() {
        assertThat(quality(RequestFixture.get("/"), "gzip")).isEqualTo(AcceptEncoding.UNSTATED);
    }

    @ParameterizedTest
    @CsvSource({"gzip, true", "identity, false", "Identity, false", "'', false", "'identity, gzip', true"})
    void identityIsNoBodyCoding(String value, boolean present) {
        ReceivedHead head =
                RequestFixture.get("/").header("content-encoding", value).head();
        assertThat(ContentEncoding.isPresent(head)).isEqualTo(present);
        assertThat(ContentEncoding.isPresent(RequestFixture.get("/").head())).isFalse();
    }
}
