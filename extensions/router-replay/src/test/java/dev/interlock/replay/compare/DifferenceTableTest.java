package dev.interlock.replay.compare;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.replay.load.Outcome;
import dev.interlock.replay.rewrite.ReceivedResponse;
import dev.interlock.replay.traffic.Body;
import dev.interlock.replay.traffic.Exchange;
import dev.interlock.replay.traffic.RecordedRequest;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

final class DifferenceTableTest {
    private static final Outcome OK =
            new Outcome(null, new ReceivedResponse(200, List.of(), new byte[0], 0), null, "", 0, 0);

    private static Exchange exchange(String route) {
        return new Exchange(
                null, 0, 0, route, new RecordedRequest("GET", "/", "http", "", List.of(), Body.EMPTY), null);
    }

    private static List<Difference> differs(boolean does) {
        return does ? List.of(Difference.of(Difference.Kind.BODY, "$.a", "1", "2")) : List.of();
    }

    private static DifferenceTable.Row row(double asOften, double noise, int requests) {
        Random random = new Random(42);
        DifferenceTable table = new DifferenceTable(List.of(), true);
        for (int i = 0; i < requests; i++) {
            table.add(
                    exchange("GET /"),
                    OK,
                    OK,
                    differs(random.nextDouble() < asOften),
                    differs(random.nextDouble() < noise));
        }
        return table.rows().get(0);
    }

    @Test
    void separatesDifferencesFromNoise() {
        assertThat(row(0.3, 0.3, 2000).verdict()).isEqualTo(Verdict.NOISE);
        assertThat(row(1, 1, 100).verdict()).isEqualTo(Verdict.NOISE);
        assertThat(row(0.4, 0.3, 2000).verdict()).isEqualTo(Verdict.DIFFERENT);
        assertThat(row(0.005, 0, 2000).verdict()).isEqualTo(Verdict.DIFFERENT);
        assertThat(row(0.1, 0.3, 2000).verdict()).isEqualTo(Verdict.NOISE);
        assertThat(row(1, 0.9, 2000).verdict()).isEqualTo(Verdict.DIFFERENT);
    }

    @Test
    void countsByRoute() {
        DifferenceTable.Row row = row(1, 0.5, 100);
        assertThat(row.count()).isEqualTo(100);
        assertThat(row.compared()).isEqualTo(100);
        assertThat(row.noise()).isGreaterThan(30);
        assertThat(row.noise()).isLessThan(70);
        assertThat(row.examples()).hasSize(3);
    }

    @Test
    void isBounded() {
        DifferenceTable table = new DifferenceTable(List.of(), false);
        for (int i = 0; i < 5000; i++) {
            table.add(
                    exchange("GET /"),
                    OK,
                    OK,
                    List.of(Difference.of(Difference.Kind.BODY, "$." + i, "1", "2")),
                    List.of());
        }
        assertThat(table.rows()).hasSize(2001);
        assertThat(table.rows().get(0).count()).isEqualTo(3000);
    }

    /** The probability falls as the number of heads rises, also where the approximation for many tosses begins. */
    @Property(tries = 200)
    void chanceFallsWithHeads(
            @ForAll @LongRange(min = 1, max = 3000) long tosses, @ForAll @LongRange(max = 3000) long heads) {
        double chance = NoiseTest.chance(heads, tosses);
        assertThat(chance).isAtLeast(0.0);
        assertThat(chance).isAtMost(1.0);
        assertThat(NoiseTest.chance(heads + 1, tosses)).isAtMost(chance + 1e-9);
    }

    @Test
    void chanceEqualsExactValues() {
        assertThat(NoiseTest.chance(0, 5)).isWithin(1e-9).of(1);
        assertThat(NoiseTest.chance(5, 5)).isWithin(1e-9).of(1 / 32.0);
        assertThat(NoiseTest.chance(2, 3)).isWithin(1e-9).of(0.5);
        assertThat(NoiseTest.chance(520, 1000)).isWithin(2e-3).of(1 - NormalDistribution.below(19.5 / Math.sqrt(250)));
        assertThat(NoiseTest.chance(1040, 2000)).isWithin(2e-3).of(0.0387);
        assertThat(NormalDistribution.below(1.959964)).isWithin(1e-6).of(0.975);
        assertThat(NormalDistribution.below(-1.959964)).isWithin(1e-6).of(0.025);
    }
}
