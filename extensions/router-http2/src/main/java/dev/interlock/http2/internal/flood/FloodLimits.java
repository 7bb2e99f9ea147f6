package dev.interlock.http2.internal.flood;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Limits on the frames of each kind, for each connection. Immutable. */
public final class FloodLimits {
    private static final Flood[] KINDS = Flood.values();
    /** Default limits, which {@link Flood} states. */
    public static final FloodLimits DEFAULT = new FloodLimits();

    private final int[] bursts;
    private final int[] rates;

    private FloodLimits() {
        bursts = new int[KINDS.length];
        rates = new int[KINDS.length];
        for (Flood kind : KINDS) {
            bursts[kind.index()] = kind.burst();
            rates[kind.index()] = kind.perSecond();
        }
    }

    private FloodLimits(int[] bursts, int[] rates) {
        this.bursts = bursts;
        this.rates = rates;
    }

    /**
     * Returns a copy with another limit for one kind.
     *
     * @param burst number of frames that may arrive at once, at least 0
     * @param perSecond number of further frames for each second, 0 to 1,000,000
     * @throws IllegalArgumentException if a number is out of its range
     */
    public FloodLimits with(Flood kind, int burst, int perSecond) {
        if (burst < 0 || perSecond < 0 || perSecond > 1_000_000) {
            throw new IllegalArgumentException(
                    "The limit on " + kind + " is out of range: " + burst + ", " + perSecond + " per second");
        }
        int[] otherBursts = bursts.clone();
        int[] otherRates = rates.clone();
        otherBursts[kind.index()] = burst;
        otherRates[kind.index()] = perSecond;
        return new FloodLimits(otherBursts, otherRates);
    }

    /**
     * Returns a copy with other limits for some kinds.
     *
     * @param text limits, each as {@code kind=burst/perSecond}, joined by commas; may be empty
     * @throws IllegalArgumentException if the text is malformed; the message is for users
     */
    public FloodLimits with(String text) {
        if (text.isBlank()) {
            return this;
        }
        // Compiled here and not in a constant, because most servers keep the defaults and need no regular expression.
        Pattern limit = Pattern.compile("([a-z-]+)=([0-9]{1,8})/([0-9]{1,8})");
        FloodLimits limits = this;
        for (String each : text.split(",", -1)) {
            Matcher matcher = limit.matcher(each.strip());
            if (matcher.matches()) {
                limits = limits.with(
                        Flood.of(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)),
                        Integer.parseInt(matcher.group(3)));
            } else {
                throw new IllegalArgumentException("'" + each.strip() + "' is not a kind, a burst and a rate");
            }
        }
        return limits;
    }

    int burst(Flood kind) {
        return bursts[kind.index()];
    }

    int perSecond(Flood kind) {
        return rates[kind.index()];
    }
}
