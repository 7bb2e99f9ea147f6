package dev.interlock.generated.bind;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.http.HttpException;
import org.junit.jupiter.api.Test;

final class RefusedRecordTest {
    @Test
    void rejectedRecordIs400WithItsParameters() {
        IllegalArgumentException cause = new IllegalArgumentException("secret");
        HttpException refused = Parameter.refused(cause, "lo", "hi");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused).hasCauseThat().isSameInstanceAs(cause);
        assertThat(refused.problem().toString())
                .contains("The values of 'lo', 'hi' are not valid in this combination.");
        assertThat(refused.problem().toString()).doesNotContain("secret");
    }

    @Test
    void keepsHttpException() {
        HttpException answer = new HttpException(422, "hi must be above lo");
        assertThat(Parameter.refused(answer, "lo", "hi")).isSameInstanceAs(answer);
    }
}
