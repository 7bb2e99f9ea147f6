package dev.interlock.benchmarks.servers;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.api.Test;

/** How long a run is expected to take: a fifth more than its loads. */
final class ScheduleTest {
    private static Schedule schedule(String... words) {
        return new Schedule(Options.parse(words));
    }

    @Test
    void stepsOfAUsualRun() {
        Schedule schedule = schedule("out");
        assertThat(schedule.start()).isWithin(1e-9).of(1.2 * 9);
        assertThat(schedule.closedLoop(Workload.MIX)).isWithin(1e-9).of(1.2 * (3 + 3));
        assertThat(schedule.openLoop()).isWithin(1e-9).of(1.2 * (2 + 3));
        // Two tools count for 2 seconds and take as long to begin and to end.
        assertThat(schedule.counting(Workload.MIX)).isWithin(1e-9).of(1.2 * (3 + 3 + 2 * 4));
    }

    @Test
    void manyConnectionsTakeSomeTimeToOpen() {
        Schedule schedule = schedule("--quick", "out");
        assertThat(schedule.closedLoop(Workload.MIX)).isWithin(1e-9).of(1.2 * (1 + 1));
        assertThat(schedule.closedLoop(Workload.CONNECTIONS)).isWithin(1e-9).of(1.2 * (3 + 3));
        assertThat(schedule.counting(Workload.CONNECTIONS)).isWithin(1e-9).of(1.2 * (3 + 3 + 5));
    }

    @Test
    void allRoundsAndWhatIsCountedOnce() {
        Schedule schedule = schedule("--workloads", "plaintext,pipelined", "--rounds", "2", "out");
        double round = 9 + (6 + 2 * 5) + 6;
        double rehearsal = 2;
        double counting = 9 + 14 + 14;
        assertThat(schedule.total(3)).isWithin(1e-9).of(1.2 * 3 * (2 * round + rehearsal + counting));
    }

    @Test
    void theLoadIsCompiledByFiveSecondsHoweverManyServersShareThem() {
        assertThat(Schedule.rehearsalSeconds(1)).isEqualTo(5);
        assertThat(Schedule.rehearsalSeconds(2)).isEqualTo(3);
        assertThat(Schedule.rehearsalSeconds(5)).isEqualTo(1);
        assertThat(Schedule.rehearsalSeconds(15)).isEqualTo(1);
    }
}
