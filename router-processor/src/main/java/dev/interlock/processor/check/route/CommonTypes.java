package dev.interlock.processor.check.route;

import java.util.Optional;

/** Describes requests that two routes of the same paths both take, by their media types. */
final class CommonTypes {
    private CommonTypes() {}

    /** Such as {@code a body of application/json and Accept: text/plain}. */
    static String of(Candidate one, Candidate two) {
        Optional<String> body = one.consumed().example(two.consumed()).map(type -> "a body of " + type);
        Optional<String> accept = one.produced().example(two.produced()).map(type -> "Accept: " + type);
        return body.map(it -> accept.map(more -> it + " with " + more).orElse(it))
                .or(() -> accept)
                .orElse("every request");
    }
}
