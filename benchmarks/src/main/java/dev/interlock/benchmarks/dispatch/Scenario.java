package dev.interlock.benchmarks.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is looked up in one measurement.
 *
 * @param routes one of {@link RouteSet#SIZES}
 */
record Scenario(int routes, Order order) {
    /** The one that routers are compared by. */
    static final Scenario HEADLINE = new Scenario(RouteSet.GITHUB, Order.RANDOM);

    /** Shows whether time grows with the number of routes. */
    static final Scenario LARGEST = new Scenario(10_000, Order.RANDOM);

    /** Every size in every order. */
    static List<Scenario> all() {
        List<Scenario> scenarios = new ArrayList<>();
        for (int routes : RouteSet.SIZES) {
            for (Order order : Order.values()) {
                scenarios.add(new Scenario(routes, order));
            }
        }
        return scenarios;
    }

    /** Few of them, the headline among them. */
    static List<Scenario> quick() {
        return List.of(new Scenario(RouteSet.GITHUB, Order.IN_ORDER), HEADLINE, LARGEST);
    }

    /** As in reports. */
    String label() {
        return routes + " " + order.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** A word for file names. */
    String slug() {
        return label().replace(' ', '-');
    }
}
