package dev.interlock.processor.model.proto;

import java.util.List;
import java.util.Optional;

/**
 * Secret fields of the messages that a handler reads and writes, in the format of {@code RouteInfo.withSecretsOfBody}.
 *
 * @param body secrets of the request body; empty if the body is not a message, or its descriptor is unknown
 * @param result secrets of the response body
 */
public record SecretBodies(Optional<List<String>> body, Optional<List<String>> result) {
    public SecretBodies {
        body = body.map(List::copyOf);
        result = result.map(List::copyOf);
    }
}
