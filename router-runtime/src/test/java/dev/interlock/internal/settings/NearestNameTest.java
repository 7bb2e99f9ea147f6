package dev.interlock.internal.settings;

import static com.google.common.truth.Truth.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearestNameTest {
    private static final List<String> NAMES = List.of("host", "port", "max-body", "max-head", "head-timeout");

    @ParameterizedTest
    @CsvSource({
        "prot,port",
        "hots,host",
        "maxbody,max-body",
        "max-heads,max-head",
        "headtimeout,head-timeout",
        "'',host",
        "head-time-out,head-timeout",
        "port,port",
        "xort,port"
    })
    void findsTheNearest(String written, String nearest) {
        assertThat(NearestName.of(written, NAMES)).isEqualTo(nearest);
    }
}
