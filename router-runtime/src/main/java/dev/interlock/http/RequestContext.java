package dev.interlock.http;

import org.jspecify.annotations.Nullable;

/** What filters say of a request: its id, who calls, and attributes. One object, so that whoever takes it over takes all. */
final class RequestContext {
    private final Attributes attributes = new Attributes();
    private @Nullable String id;
    private @Nullable Principal principal;
    private @Nullable String challenge;

    Attributes attributes() {
        return attributes;
    }

    /** The id that a filter gave, or else one that is made when it is first asked for. */
    String id() {
        if (id == null) {
            id = RequestId.random();
        }
        return id;
    }

    void id(String newId) {
        id = RequestId.requireValid(newId);
    }

    @Nullable
    Principal principal() {
        return principal;
    }

    void principal(Principal caller) {
        principal = caller;
    }

    @Nullable
    String challenge() {
        return challenge;
    }

    void challenge(String value) {
        challenge = value;
    }

    /** Takes over what was said of another request, whose id is made if it has none yet: both have one id. */
    void copyFrom(RequestContext other) {
        id = other.id();
        principal = other.principal;
        challenge = other.challenge;
        attributes.copyFrom(other.attributes);
    }

    void clear() {
        id = null;
        principal = null;
        challenge = null;
        attributes.clear();
    }
}
