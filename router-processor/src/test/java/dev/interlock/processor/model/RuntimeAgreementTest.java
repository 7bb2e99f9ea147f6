package dev.interlock.processor.model;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.internal.syntax.HttpMethod;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Tests that the model has the same numbers and names as the runtime. */
final class RuntimeAgreementTest {
    @Test
    void methodNumbersAgree() throws ReflectiveOperationException {
        for (int number = 0; number < HttpMethod.FIRST_CUSTOM; number++) {
            String name = Application.STANDARD_METHODS.get(number);
            assertThat(HttpMethod.class.getField(name).getInt(null)).isEqualTo(number);
        }
        assertThat(Application.STANDARD_METHODS).hasSize(HttpMethod.FIRST_CUSTOM);
    }

    @Test
    void executionNamesAgree() {
        assertThat(Arrays.stream(Execution.values()).map(Enum::name))
                .containsExactlyElementsIn(Arrays.stream(dev.interlock.http.Execution.values())
                        .map(Enum::name)
                        .toList())
                .inOrder();
    }
}
