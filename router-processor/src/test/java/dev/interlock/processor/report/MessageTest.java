package dev.interlock.processor.report;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.processor.testing.Messages;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageTest {
    static Stream<Diagnosis> messages() {
        return Messages.all();
    }

    @Test
    void codesAscend() {
        List<String> codes = messages().map(Diagnosis::code).toList();
        assertThat(codes).isInStrictOrder();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void everyMessageHasTextAndTip(Diagnosis message) {
        assertThat(message.code()).matches("IL[1-9]\\d\\d");
        Object[] arguments = {"a", "b", "c", "d", "e"};
        assertWithMessage("text").that(String.format(message.text(), arguments)).isNotEmpty();
        assertWithMessage("tip").that(String.format(message.tip(), arguments)).isNotEmpty();
        assertThat(message.text()).doesNotContain("\n");
    }
}
