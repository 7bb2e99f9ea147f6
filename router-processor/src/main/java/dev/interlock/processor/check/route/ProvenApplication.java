package dev.interlock.processor.check.route;

import dev.interlock.processor.model.Application;
import dev.interlock.processor.model.MediaType;
import java.util.List;

/**
 * An application whose routes do not conflict. Only {@link RouteProof} makes one.
 *
 * <p>Several routes of one method may match the same paths if their media types differ. They are variants: dispatch finds
 * the preferred one, which stands for the others.
 */
public final class ProvenApplication {
    private final Application application;
    /** Numbers of routes that are variants, in groups; the preferred one first. */
    private final List<List<Integer>> variants;

    ProvenApplication(Application application, List<List<Integer>> variants) {
        this.application = application;
        this.variants = variants.stream().map(List::copyOf).toList();
    }

    public Application application() {
        return application;
    }

    /** The number of the route that dispatch finds for a route: its own, or that of the first of its variants. */
    public int found(int route) {
        return variants.stream()
                .filter(group -> group.contains(route))
                .map(group -> group.get(0))
                .findFirst()
                .orElse(route);
    }

    /** The variants that dispatch finds a route for besides itself. */
    public List<Integer> standsFor(int route) {
        return variants.stream()
                .filter(group -> group.get(0) == route)
                .flatMap(group -> group.stream().skip(1))
                .toList();
    }

    /** Whether there is a variant with other types of answer, so that Accept may choose: a request may have no body. */
    public boolean variesByAccept(int route) {
        List<MediaType> types = produced(route);
        return variants.stream()
                .filter(group -> group.contains(route))
                .flatMap(List::stream)
                .anyMatch(other -> !produced(other).equals(types));
    }

    private List<MediaType> produced(int route) {
        return application.routes().get(route).handler().produced().types();
    }
}
