package dev.interlock.processor.check.route;

import java.util.Optional;

/** Describes media types of a request that would match both of two routes with the same paths. */
final class CommonTypes {
    private CommonTypes() {}

    /** Returns a description such as {@code a body of application/json with Accept: text/plain}. */
    static String of(Candidate one, Candidate two) {
        Optional<String> body = one.consumed().example(two.consumed()).map(type -> "a body of " + type);
        Optional<String> accept = one.produced().example(two.produced()).map(type -> "Accept: " + type);
        return body.map(it -> accept.map(more -> it + " with " + more).orElse(it))
                .or(() -> accept)
                .orElse("every request");
    }
}
