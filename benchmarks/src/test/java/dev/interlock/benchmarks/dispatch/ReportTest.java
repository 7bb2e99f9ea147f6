package dev.interlock.benchmarks.dispatch;

import static com.google.common.truth.Truth.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ReportTest {
    private final Measurements measurements = new Measurements();

    private void add(String series, Scenario scenario, double... values) {
        for (double value : values) {
            measurements.add(series, scenario, value);
        }
    }

    private List<String> lines() {
        return new Report(measurements).lines(List.of(Scenario.HEADLINE), new Inputs.CompileTime(12.34, 30.06));
    }

    @Test
    void endsWithTheFiguresOfTheSuite() {
        add("interlock", Scenario.HEADLINE, 30, 10, 20);
        add("interlock", Scenario.LARGEST, 40, 10, 60, 50);
        add("matchit", Scenario.HEADLINE, 61);
        List<String> lines = lines();
        assertThat(lines.subList(lines.size() - 4, lines.size()))
                .containsExactly(
                        "dispatch compile 10000 cpu: 30.1 s",
                        "dispatch compile 10000: 12.3 s",
                        "dispatch 10000/236 random: ratio 2.25",
                        "dispatch github random: 20.0 ns (matchit 61.0 ns, ratio 0.33)")
                .inOrder();
    }

    @Test
    void saysWhatWasLeftOut() {
        add("interlock", Scenario.HEADLINE, 20);
        add("interlock", Scenario.LARGEST, 20);
        List<String> lines = lines();
        assertThat(lines.get(lines.size() - 1)).isEqualTo("dispatch github random: 20.0 ns (matchit skipped)");
        assertThat(lines.get(2)).matches(" +236  random +20\\.0(?: +-){7}");
    }
}
