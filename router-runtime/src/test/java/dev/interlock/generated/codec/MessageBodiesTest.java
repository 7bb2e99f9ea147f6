package dev.interlock.generated.codec;

import static com.google.common.truth.Truth.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class MessageBodiesTest {
    @Test
    void eachTypeHasDelimitedType() {
        assertThat(Results.MESSAGES)
                .containsExactlyElementsIn(Bodies.MESSAGE.stream()
                        .map(type -> type + ";delimited=true")
                        .collect(Collectors.toList()))
                .inOrder();
    }
}
