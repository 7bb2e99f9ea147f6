package dev.interlock.recording;

import dev.interlock.http.RouteInfo;
import dev.interlock.recording.redact.RedactionRules;
import java.util.function.Predicate;

/**
 * Rules that decide which values of a recording become pseudonyms. The standard rules hide all cookie values, and every
 * value whose name marks a secret; {@link dev.interlock.annotation.Secret} lists these names. The rules apply to header
 * fields, path variables, query parameters, form fields and JSON members. They also hide protobuf fields with the
 * option {@code (interlock.redact)}. Immutable: each method returns changed rules.
 *
 * <pre>{@code
 * Redaction.standard().withNames("email", "phone").withPointers("/customer/address", "/items/0/giftNote")
 * }</pre>
 */
public final class Redaction {
    private static final Redaction STANDARD = new Redaction(RedactionRules.standard());

    private final RedactionRules rules;

    private Redaction(RedactionRules rules) {
        this.rules = rules;
    }

    /** Returns the standard rules. */
    public static Redaction standard() {
        return STANDARD;
    }

    /**
     * Also hides values with these names, in the same places as the standard rules. Ignores case. A body of a type
     * without names, such as text, is then recorded as length and digest only.
     */
    public Redaction withNames(String... secret) {
        return new Redaction(rules.withNames(secret));
    }

    /**
     * Does not hide values with these names, although the standard rules do. For example, {@code card} may be a card of
     * a game. Ignores case. Cookies and the field {@code Authorization} stay hidden.
     */
    public Redaction withoutNames(String... plain) {
        return new Redaction(rules.withoutNames(plain));
    }

    /** Does not hide the values of cookies with these names. Case matters. */
    public Redaction withKeptCookies(String... plain) {
        return new Redaction(rules.withKeptCookies(plain));
    }

    /**
     * Also hides the values at these JSON pointers, in all request and response bodies. If such a value is an object or
     * array, hides everything in it.
     *
     * @param texts JSON pointers (RFC 6901); the token {@code *} matches each member of an object and each element of
     *     an array
     * @throws IllegalArgumentException if a pointer does not begin with a slash
     */
    public Redaction withPointers(String... texts) {
        return withPointers(route -> true, texts);
    }

    /**
     * Like {@link #withPointers(String...)}, but only for the routes that the predicate accepts. The server calls the
     * predicate once for each route when it starts.
     */
    public Redaction withPointers(Predicate<RouteInfo> routes, String... texts) {
        return new Redaction(rules.withPointers(routes, texts));
    }

    RedactionRules rules() {
        return rules;
    }
}
