package dev.interlock.benchmarks.servers;

import java.util.Locale;

/**
 * Where a figure has to lie, in terms of another server's.
 *
 * @param factor of the other's figure
 * @param isStrict whether the limit itself misses it
 */
record Bound(Quantity quantity, double factor, boolean isStrict) {
    /** Not more than so many times the other's. */
    static Bound atMost(Quantity quantity, double factor) {
        return new Bound(quantity, factor, false);
    }

    static Bound below(Quantity quantity, double factor) {
        return new Bound(quantity, factor, true);
    }

    /** Of throughput, more is better. */
    boolean isLeast() {
        return quantity == Quantity.THROUGHPUT;
    }

    Verdict verdict(Readings.Summary own, Readings.Summary peer) {
        int order = order(own.median(), peer.median());
        if (order < 0 || (order == 0 && !isStrict)) {
            return Verdict.MET;
        }
        boolean overlap = (isLeast() ? order(own.max(), peer.min()) : order(own.min(), peer.max())) <= 0;
        return overlap ? Verdict.CLOSE : Verdict.MISSED;
    }

    /** Negative if the first is better than the bound, 0 at it. */
    private int order(double own, double peer) {
        int order = Double.compare(own, factor * peer);
        return isLeast() ? -order : order;
    }

    /** Both figures and their ratio. */
    String figures(Readings.Summary own, String reference, Readings.Summary peer) {
        return String.format(
                Locale.ROOT,
                "%s, %s %s, ratio %.2f",
                Headlines.value(quantity, own.median()),
                reference,
                Headlines.value(quantity, peer.median()),
                own.median() / peer.median());
    }
}
