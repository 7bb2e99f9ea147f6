package dev.interlock.processor.report;

import static com.google.common.truth.Truth.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class StepsTest {
    private final Steps steps = new Steps();

    @Test
    void isSoundWithoutSteps() {
        assertThat(steps.outcome("all").ifSound()).hasValue("all");
    }

    @Test
    void staysSoundAfterSoundSteps() {
        assertThat(steps.take(Outcome.sound(1))).isEqualTo(1);
        assertThat(steps.take(Optional.of(2))).hasValue(2);
        steps.take(true);
        assertThat(steps.areSound()).isTrue();
    }

    @Test
    void keepsValueOfFlawedStep() {
        assertThat(steps.take(Outcome.flawed(1))).isEqualTo(1);
        assertThat(steps.areSound()).isFalse();
    }

    @Test
    void emptyStepIsFlaw() {
        assertThat(steps.take(Optional.empty())).isEmpty();
        assertThat(steps.areSound()).isFalse();
    }

    @Test
    void staysFlawedAfterLaterSteps() {
        steps.flaw();
        steps.take(true);
        assertThat(steps.outcome("all")).isEqualTo(Outcome.flawed("all"));
        assertThat(steps.outcome("all").ifSound()).isEmpty();
    }

    @Test
    void mappingKeepsFlaw() {
        assertThat(Outcome.flawed(1).map(it -> it + 1)).isEqualTo(Outcome.flawed(2));
    }
}
