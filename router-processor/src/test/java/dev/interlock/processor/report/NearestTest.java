package dev.interlock.processor.report;

import static com.google.common.truth.Truth.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    @ParameterizedTest
    @CsvSource({
        "id,id,0",
        "id,di,1",
        "orderId,orderid,0",
        "limit,limti,1",
        "limit,limits,1",
        "a,'',1",
        "kitten,sitting,3"
    })
    void countsEdits(String from, String to, int expected) {
        assertThat(Nearest.edits(from, to)).isEqualTo(expected);
        assertThat(Nearest.edits(to, from)).isEqualTo(expected);
    }

    @Test
    void findsNearestName() {
        assertThat(Nearest.to("ordreId", List.of("userId", "orderId", "limit"))).hasValue("orderId");
    }

    @Test
    void prefersFirstInAlphabet() {
        assertThat(Nearest.to("cat", List.of("hat", "bat"))).hasValue("bat");
    }

    @Test
    void distantNameHasNoNearest() {
        assertThat(Nearest.to("limit", List.of("offset", "userId"))).isEmpty();
    }

    @Test
    void nameWithoutCommonLetterIsNotNear() {
        assertThat(Nearest.to("ab", List.of("xy", "x"))).isEmpty();
    }
}
