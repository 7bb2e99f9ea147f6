package dev.interlock.example.shop.orders;

import static com.google.common.truth.Truth.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OrderStatusTest {
    @Test
    void allowsOnlyTheseSteps() {
        List<String> steps = Arrays.stream(OrderStatus.values())
                .flatMap(from -> Arrays.stream(OrderStatus.values())
                        .filter(from::canBecome)
                        .map(to -> from + " to " + to))
                .toList();

        assertThat(steps)
                .containsExactly(
                        "NEW to PAID",
                        "NEW to CANCELLED",
                        "PAID to SHIPPED",
                        "PAID to CANCELLED",
                        "SHIPPED to DELIVERED");
    }
}
