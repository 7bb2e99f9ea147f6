package dev.interlock.processor.report;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MessageTest {
    @Test
    void codesAreInOrderAndDiffer() {
        List<String> codes = Arrays.stream(Message.values()).map(Message::code).toList();
        assertThat(codes).isInStrictOrder();
    }

    @ParameterizedTest
    @EnumSource(Message.class)
    void everyMessageHasATextAndATip(Message message) {
        assertThat(message.code()).matches("IL[1-4]\\d\\d");
        Object[] arguments = {"a", "b", "c", "d", "e"};
        assertWithMessage("text").that(String.format(message.text(), arguments)).isNotEmpty();
        assertWithMessage("tip").that(String.format(message.tip(), arguments)).isNotEmpty();
        assertThat(message.text()).doesNotContain("\n");
    }
}
