package dev.interlock.processor.check.route;

import dev.interlock.processor.model.Application;
import dev.interlock.processor.model.Handler;
import dev.interlock.processor.model.Route;
import dev.interlock.processor.report.Diagnosis;
import dev.interlock.processor.report.MediaMessage;
import dev.interlock.processor.report.Message;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.report.Problems;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.TypeElement;

/**
 * Proves that the routes of an application do not conflict. For each request method and path, one route must have the
 * highest rank, unless media types select one of several routes. Routes with a higher rank must not match all paths of
 * another route.
 *
 * <p>Two routes have a common path of equal rank if, at every segment, their ranks are equal and some text matches
 * both. A catch-all is compared only with a catch-all at the same depth.
 */
public final class RouteProof {
    private RouteProof() {}

    /**
     * Proves that the routes of an application do not conflict. Reports each route that conflicts with an earlier
     * route, and each route that never matches. Reports routes in the order of their numbers.
     *
     * @return the proven application; empty if a conflict was reported
     */
    public static Optional<ProvenApplication> prove(Application application, Problems problems) {
        List<Route> routes = application.routes();
        List<Candidate> candidates = routes.stream().map(RouteProof::candidate).toList();
        SegmentRelations relations = new SegmentRelations();
        Ambiguities ambiguities = new Ambiguities(candidates, relations);
        List<Conflict> conflicts = conflicts(candidates, relations, ambiguities);
        conflicts.forEach(
                conflict -> report(conflict, routes.get(conflict.route()), routes.get(conflict.other()), problems));
        return conflicts.isEmpty()
                ? Optional.of(new ProvenApplication(application, variants(ambiguities, routes)))
                : Optional.empty();
    }

    /**
     * Returns the groups of variants: routes that match the same paths but differ in their media types. Each group is
     * in the order of declaration.
     */
    private static List<List<Integer>> variants(Ambiguities ambiguities, List<Route> routes) {
        return ambiguities.variants().stream()
                .map(group -> group.stream()
                        .sorted(Comparator.comparing(
                                number -> routes.get(number).position()))
                        .toList())
                .toList();
    }

    private static Candidate candidate(Route route) {
        Handler handler = route.handler();
        return new Candidate(route.method(), route.template(), handler.consumed(), handler.produced());
    }

    static List<Conflict> conflicts(List<Candidate> routes) {
        SegmentRelations relations = new SegmentRelations();
        return conflicts(routes, relations, new Ambiguities(routes, relations));
    }

    private static List<Conflict> conflicts(
            List<Candidate> routes, SegmentRelations relations, Ambiguities ambiguities) {
        List<Conflict> conflicts = new ArrayList<>(ambiguities.find());
        conflicts.addAll(new Unreachable(routes, relations).find());
        conflicts.sort(Comparator.comparingInt(Conflict::route));
        return conflicts;
    }

    private static void report(Conflict conflict, Route route, Route other, Problems problems) {
        if (conflict.kind() == Conflict.Kind.DUPLICATE) {
            reportDuplicate(route, other, problems);
            return;
        }
        problems.addConflict(
                message(conflict.kind()),
                place(route, other),
                place(other, route),
                name(route),
                describe(route.handler()),
                name(other),
                describe(other.handler()),
                conflict.example());
    }

    private static Diagnosis message(Conflict.Kind kind) {
        return switch (kind) {
            case DUPLICATE -> Message.DUPLICATE_ROUTE;
            case OVERLAPPING -> MediaMessage.OVERLAPPING_VARIANTS;
            case AMBIGUOUS -> Message.AMBIGUOUS_ROUTES;
            case UNREACHABLE -> Message.UNREACHABLE_ROUTE;
            case COVERED -> Message.COVERED_ROUTE;
        };
    }

    private static void reportDuplicate(Route route, Route other, Problems problems) {
        if (route.handler().equals(other.handler())) {
            boolean isEqual = name(route).equals(name(other));
            String same = isEqual ? "declared twice" : "the same route as its " + name(other);
            problems.add(Message.DUPLICATE_ROUTE, place(route, other), name(route), describe(route.handler()), same);
            return;
        }
        problems.addConflict(
                Message.DUPLICATE_ROUTE,
                place(route, other),
                place(other, route),
                name(route),
                describe(route.handler()),
                "the same route as " + name(other) + " of " + describe(other.handler()));
    }

    /**
     * Returns the place at which a conflict of a route is reported. The place is usually the template of the route. If
     * two controllers inherit the same template, the place is the controller of the route.
     */
    private static Place place(Route route, Route other) {
        Handler handler = route.handler();
        TypeElement controller = handler.controller().type();
        boolean isShared = handler.method().equals(other.handler().method())
                && !controller.equals(other.handler().controller().type());
        return isShared ? Place.of(controller) : new Place(handler.method(), route.annotation(), route.value());
    }

    /** Describes a handler for messages. Adds the controller if it inherits the handler. */
    private static String describe(Handler handler) {
        TypeElement controller = handler.controller().type();
        String name = Place.describe(handler.called());
        return controller.equals(handler.called().getEnclosingElement())
                ? name
                : name + " in " + Place.describe(controller);
    }

    private static String name(Route route) {
        return route.method() + " " + route.template().text();
    }
}
