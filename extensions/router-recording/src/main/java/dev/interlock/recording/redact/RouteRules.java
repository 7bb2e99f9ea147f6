package dev.interlock.recording.redact;

import dev.interlock.http.RouteInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Redaction rules of one route, or of requests without a route. Immutable. */
public final class RouteRules {
    private final List<String> consumes;
    private final PathRule path;
    private final Automaton pointers;
    private final Direction body;
    private final Direction result;
    private final boolean hasRoute;
    private final boolean hasNames;

    /**
     * Rules of the request body, or of the response body.
     *
     * @param secrets secret fields of the protobuf message; null if they are unknown
     * @param isUnseen whether the body is a protobuf message whose secret fields are unknown, also in its JSON form
     */
    record Direction(@Nullable MessageGraph secrets, boolean isUnseen) {
        static Direction of(@Nullable List<String> secrets, List<String> types) {
            boolean isMessage = types.stream().anyMatch(MediaKind::isProtobuf);
            return new Direction(secrets == null ? null : MessageGraph.of(secrets), secrets == null && isMessage);
        }

        Automaton json() {
            return secrets == null ? Automaton.NONE : secrets.json();
        }

        boolean hasSecrets() {
            return isUnseen || (secrets != null && !secrets.isEmpty());
        }
    }

    private RouteRules(@Nullable RouteInfo route, RedactionRules redaction) {
        hasRoute = route != null;
        hasNames = redaction.hasNames();
        consumes = route == null ? List.of() : route.consumes();
        path = route == null ? PathRule.NONE : PathRule.of(route, redaction);
        pointers = route == null ? Automaton.NONE : redaction.automaton(route);
        body = Direction.of(route == null ? null : route.secretsOfBody(), consumes);
        result = Direction.of(
                route == null ? null : route.secretsOfResult(), route == null ? List.of() : route.produces());
    }

    /**
     * Creates the rules of a route.
     *
     * @param route the route, or null for the rules of requests without a route
     */
    public static RouteRules of(@Nullable RouteInfo route, RedactionRules redaction) {
        return new RouteRules(route, redaction);
    }

    boolean hasRoute() {
        return hasRoute;
    }

    PathRule path() {
        return path;
    }

    Automaton pointers() {
        return pointers;
    }

    Direction direction(boolean isRequest) {
        return isRequest ? body : result;
    }

    /** Whether a body may contain secrets that only a structured type reveals. */
    boolean hidesInBodies(boolean isRequest) {
        return hasNames || !pointers.isEmpty() || direction(isRequest).hasSecrets();
    }

    /** Whether the route accepts request bodies of a type. */
    boolean reads(String type) {
        return hasRoute
                && consumes.stream()
                        .anyMatch(it -> it.equals("*/*")
                                || it.equals(type)
                                || (it.endsWith("/*") && type.startsWith(it.substring(0, it.length() - 1))));
    }
}
