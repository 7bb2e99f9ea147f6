package dev.interlock.benchmarks.jmh;

import java.util.Locale;

/** Both costs of one input. */
final class Comparison {
    private final String input;
    private Cost own = Cost.NONE;
    private Cost netty = Cost.NONE;

    Comparison(String input) {
        this.input = input;
    }

    /** As the parameter of the benchmark has it. */
    String input() {
        return input;
    }

    /** The lowest costs of Interlock so far. */
    Cost own() {
        return own;
    }

    /** The lowest costs of Netty so far. */
    Cost netty() {
        return netty;
    }

    /** Adds what a round found. */
    void add(Cost ofOwn, Cost ofNetty) {
        own = own.least(ofOwn);
        netty = netty.least(ofNetty);
    }

    /** A headline of a suite. */
    String line(String suite) {
        return String.format(
                Locale.ROOT,
                "%s %s: %.0f ns, %.0f B/op (Netty %.0f ns, %.0f B/op, ratio %.2f)",
                suite,
                input.toLowerCase(Locale.ROOT),
                own.nanoseconds(),
                own.bytes(),
                netty.nanoseconds(),
                netty.bytes(),
                own.nanoseconds() / netty.nanoseconds());
    }
}
