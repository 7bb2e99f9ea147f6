package dev.interlock.http;

import static com.google.common.truth.Truth.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ProtobufTypesTest {
    @Test
    void eachTypeHasDelimitedType() {
        assertThat(ProtobufTypes.DELIMITED)
                .containsExactlyElementsIn(ProtobufTypes.MEDIA_TYPES.stream()
                        .map(type -> type + ";delimited=true")
                        .collect(Collectors.toList()))
                .inOrder();
    }
}
