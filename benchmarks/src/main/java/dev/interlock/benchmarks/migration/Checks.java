package dev.interlock.benchmarks.migration;

import dev.interlock.benchmarks.results.Results;

/** Claims of the suite. Each is printed when it is decided, and a wrong one becomes a failure of the results. */
final class Checks {
    private final Results results;

    Checks(Results results) {
        this.results = results;
    }

    /**
     * Decides a claim.
     *
     * @param scenario build or stage
     * @param claim what must hold
     * @param detail what was seen
     */
    boolean expect(String scenario, String claim, boolean holds, String detail) {
        System.out.println((holds ? "  ok: " : "  WRONG: ") + claim + (detail.isEmpty() ? "" : ": " + detail));
        if (!holds) {
            results.fail("interlock", scenario, "not so: " + claim + ": " + detail);
        }
        return holds;
    }

    void add(String scenario, String quantity, double value) {
        results.add(scenario, "interlock", quantity, 1, value);
    }

    void fact(String text) {
        System.out.println("  " + text);
        results.facts().add(text);
    }
}
