package dev.interlock.processor.check.route;

import dev.interlock.processor.model.Application;
import dev.interlock.processor.model.MediaType;
import java.util.List;

/**
 * An application whose routes do not conflict. Only {@link RouteProof} creates instances.
 *
 * <p>Several routes of one request method may match the same paths if their media types differ. These routes are
 * variants. Dispatch first finds the preferred variant, and then selects a variant by the media types of the request.
 */
public final class ProvenApplication {
    private final Application application;
    /** Groups of variants as route numbers. The first number of each group belongs to the preferred variant. */
    private final List<List<Integer>> variants;

    ProvenApplication(Application application, List<List<Integer>> variants) {
        this.application = application;
        this.variants = variants.stream().map(List::copyOf).toList();
    }

    public Application application() {
        return application;
    }

    /**
     * Returns the number of the route that dispatch finds in place of the given route. It is the preferred variant, or
     * the route itself if it has no variants.
     */
    public int found(int route) {
        return variants.stream()
                .filter(group -> group.contains(route))
                .map(group -> group.get(0))
                .findFirst()
                .orElse(route);
    }

    /** Returns the other variants of a preferred variant; empty for any other route. */
    public List<Integer> standsFor(int route) {
        return variants.stream()
                .filter(group -> group.get(0) == route)
                .flatMap(group -> group.stream().skip(1))
                .toList();
    }

    /**
     * Whether a variant of the route produces other media types, so that the Accept field may select the variant. This
     * also applies to variants that read different media types, because a request may have no body.
     */
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
