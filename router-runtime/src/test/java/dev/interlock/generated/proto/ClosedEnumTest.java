package dev.interlock.generated.proto;

import static com.google.common.truth.Truth.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ClosedEnumTest {
    @Test
    void hasNumbersOfItsConstants() {
        int[] numbers = {0, 63, 64, 5, -1, Integer.MIN_VALUE, Integer.MAX_VALUE};
        ClosedEnum constants = ClosedEnum.of(numbers);
        assertThat(Arrays.stream(numbers).allMatch(constants)).isTrue();
        assertThat(Arrays.stream(new int[] {1, 62, 65, 69, -2, 128}).noneMatch(constants))
                .isTrue();
    }
}
