package dev.interlock.benchmarks.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A measurement: a number of routes, and the order of the lookups.
 *
 * @param routes one of {@link RouteSet#SIZES}
 */
record Scenario(int routes, Order order) {
    /** The scenario that compares the routers. */
    static final Scenario HEADLINE = new Scenario(RouteSet.GITHUB, Order.RANDOM);

    /** The scenario that shows whether the time of a lookup grows with the number of routes. */
    static final Scenario LARGEST = new Scenario(10_000, Order.RANDOM);

    /** Returns one scenario for each combination of a number of routes and an order of the requests. */
    static List<Scenario> all() {
        List<Scenario> scenarios = new ArrayList<>();
        for (int routes : RouteSet.SIZES) {
            for (Order order : Order.values()) {
                scenarios.add(new Scenario(routes, order));
            }
        }
        return scenarios;
    }

    /** Returns a few scenarios, including the headline. */
    static List<Scenario> quick() {
        return List.of(new Scenario(RouteSet.GITHUB, Order.IN_ORDER), HEADLINE, LARGEST);
    }

    /** Returns the name in reports. */
    String label() {
        return routes + " " + order.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Returns the name for use in file names. */
    String slug() {
        return label().replace(' ', '-');
    }
}
