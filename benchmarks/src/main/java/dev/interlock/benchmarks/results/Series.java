package dev.interlock.benchmarks.results;

import java.util.List;

/**
 * All samples of one quantity, of one contender, in one scenario.
 *
 * @param scenario empty for a quantity that belongs to the whole suite
 * @param quantity its name
 */
public record Series(String scenario, String contender, String quantity, List<Sample> samples) {
    /**
     * A value.
     *
     * @param round from 1
     * @param coreDistance nanoseconds between the cores of server and load, or 0 where that does not matter
     */
    public record Sample(int round, double value, double coreDistance) {}

    /** Whether the series is the one of these. */
    public boolean is(String scenario, String contender, String quantity) {
        return this.scenario.equals(scenario) && this.contender.equals(contender) && this.quantity.equals(quantity);
    }
}
