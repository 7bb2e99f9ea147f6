package dev.interlock.benchmarks.results;

import java.util.List;

/**
 * All samples of one quantity of one contender in one scenario.
 *
 * @param scenario name of the scenario; empty for a quantity of the whole suite
 * @param quantity name of the quantity
 */
public record Series(String scenario, String contender, String quantity, List<Sample> samples) {
    /**
     * A sample.
     *
     * @param round number of the round, from 1
     * @param coreDistance nanoseconds between the cores of server and load, or 0 if the distance does not matter
     */
    public record Sample(int round, double value, double coreDistance) {}

    /** Returns whether the series has this scenario, contender and quantity. */
    public boolean is(String scenario, String contender, String quantity) {
        return this.scenario.equals(scenario) && this.contender.equals(contender) && this.quantity.equals(quantity);
    }
}
