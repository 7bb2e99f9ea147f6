package dev.interlock.benchmarks.dispatch;

import java.io.IOException;
import java.nio.file.Path;

/** Routers that run in this process. The peer of Rust's matchit runs in a separate process. */
public enum Contender {
    INTERLOCK("interlock"),
    SEGMENT_TRIE("trie of hash maps"),
    REGEX_LIST("list of expressions"),
    VERTX_WEB("Vert.x Web"),
    ACTIVEJ("ActiveJ"),
    /** Only creates the requests of {@link #ACTIVEJ}. */
    ACTIVEJ_REQUESTS("ActiveJ, requests only");

    private final String label;

    Contender(String label) {
        this.label = label;
    }

    /** Returns the name in reports. */
    String label() {
        return label;
    }

    /** Returns whether a lookup tries the routes one by one. If it does, all lookups over a large set take seconds. */
    boolean isLinear() {
        return this == REGEX_LIST || this == VERTX_WEB;
    }

    /**
     * Sets up the router for a set and its lookups.
     *
     * @param generated directory with the set's classes for {@link GeneratedRouter}
     */
    Dispatcher open(RouteSet set, Lookups lookups, Path generated) throws IOException, ReflectiveOperationException {
        return switch (this) {
            case INTERLOCK -> new InterlockDispatcher(GeneratedRouter.load(generated), set, lookups);
            case SEGMENT_TRIE -> new SegmentTrie(set, lookups);
            case REGEX_LIST -> new RegexList(set, lookups);
            case VERTX_WEB -> new VertxWeb(set, lookups);
            case ACTIVEJ -> new ActiveJ(set, lookups);
            case ACTIVEJ_REQUESTS -> new ActiveJ(set, lookups).requests();
        };
    }

    /**
     * Checks that a dispatcher finds the right route and reads the right values for every lookup.
     *
     * @throws IllegalStateException when a route or a value differs
     */
    void verify(Dispatcher dispatcher, RouteSet set, Lookups lookups) {
        for (int lookup = 0; lookup < Lookups.COUNT; lookup++) {
            Endpoint expected = set.endpoints().get(lookups.endpoint(lookup));
            int found = dispatcher.find(lookup);
            if (found < 0 || dispatcher.endpoint(found) != lookups.endpoint(lookup)) {
                throw new IllegalStateException(
                        "%s does not find %s for %s".formatted(this, expected, lookups.path(lookup)));
            }
            if (dispatcher.capturedLength() != lookups.capturedLength(lookup)) {
                throw new IllegalStateException("%s captures %d characters instead of %d of %s, which is %s"
                        .formatted(
                                this,
                                dispatcher.capturedLength(),
                                lookups.capturedLength(lookup),
                                lookups.path(lookup),
                                expected));
            }
        }
    }
}
