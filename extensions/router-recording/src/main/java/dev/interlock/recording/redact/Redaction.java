package dev.interlock.recording.redact;

import dev.interlock.generated.text.ClientText;
import dev.interlock.http.RouteInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Values that a recording replaces by pseudonyms. The standard rules hide the values of all cookies, and every value
 * whose name marks a secret, as {@link dev.interlock.annotation.Secret} explains: of header fields, path variables, query
 * parameters, fields of forms, and members of JSON. They also hide protobuf fields with the option
 * {@code (interlock.redact)}. Immutable.
 *
 * <pre>{@code
 * Redaction.standard().withNames("email", "phone").withPointers("/customer/address", "/items/0/giftNote")
 * }</pre>
 */
public final class Redaction {
    /** Names of fields and parameters, which the access log masks, too. Members of JSON often have other meanings. */
    private static final Set<String> OF_PARAMETERS = Set.of(
            "code",
            "key",
            "sig",
            "signature",
            "x-amz-signature",
            "x-goog-signature",
            "x-hub-signature",
            "x-hub-signature-256");

    private static final Redaction STANDARD = new Redaction(Set.of(), Set.of(), Set.of(), List.of());

    private final Set<String> names;
    private final Set<String> exempt;
    private final Set<String> keptCookies;
    private final List<Pointers> pointers;

    /** JSON pointers for the bodies of some routes. */
    private record Pointers(Predicate<RouteInfo> routes, List<String> texts) {}

    private Redaction(Set<String> names, Set<String> exempt, Set<String> keptCookies, List<Pointers> pointers) {
        this.names = Set.copyOf(names);
        this.exempt = Set.copyOf(exempt);
        this.keptCookies = Set.copyOf(keptCookies);
        this.pointers = List.copyOf(pointers);
    }

    /** Returns the standard rules. */
    public static Redaction standard() {
        return STANDARD;
    }

    /**
     * Returns these rules, which also hide values with these names, in the same places as the standard rules. Case does
     * not matter. Bodies whose type has no names, such as text, are then recorded as digest only.
     */
    public Redaction withNames(String... secret) {
        return new Redaction(union(names, secret), exempt, keptCookies, pointers);
    }

    /**
     * Returns these rules without the rule for some names that mark a secret. For example, {@code card} may be a card of
     * a game. Case does not matter. Cookies and the field {@code Authorization} stay hidden.
     */
    public Redaction withoutNames(String... plain) {
        return new Redaction(names, union(exempt, plain), keptCookies, pointers);
    }

    /** Returns these rules, which do not hide the values of the cookies with these names. Case matters. */
    public Redaction withKeptCookies(String... plain) {
        Set<String> kept = new TreeSet<>(keptCookies);
        kept.addAll(List.of(plain));
        return new Redaction(names, exempt, kept, pointers);
    }

    /**
     * Returns these rules, which also hide these places in all JSON bodies of requests and responses. Everything within
     * an object or array at such a place is hidden.
     *
     * @param texts JSON pointers (RFC 6901); the token {@code *} stands for each member of an object, or each element of
     *     an array
     * @throws IllegalArgumentException if a pointer does not begin with a slash
     */
    public Redaction withPointers(String... texts) {
        return withPointers(route -> true, texts);
    }

    /**
     * Like {@link #withPointers(String...)}, for the routes that the predicate accepts. The recorder calls the predicate
     * once for each route.
     */
    public Redaction withPointers(Predicate<RouteInfo> routes, String... texts) {
        Automaton.Node check = new Automaton.Node();
        List.of(texts).forEach(check::add);
        List<Pointers> more = new ArrayList<>(pointers);
        more.add(new Pointers(Objects.requireNonNull(routes), List.of(texts)));
        return new Redaction(names, exempt, keptCookies, more);
    }

    private static Set<String> union(Set<String> some, String... others) {
        Set<String> all = new TreeSet<>(some);
        for (String each : others) {
            all.add(each.toLowerCase(Locale.ROOT));
        }
        return all;
    }

    /** Returns the places that pointers hide in bodies of a route. */
    Automaton automaton(RouteInfo route) {
        Automaton.Node start = new Automaton.Node();
        boolean any = false;
        for (Pointers each : pointers) {
            if (each.routes().test(route)) {
                each.texts().forEach(start::add);
                any |= !each.texts().isEmpty();
            }
        }
        return any ? Automaton.of(start) : Automaton.NONE;
    }

    /** Whether the application has named further secrets. */
    boolean hasNames() {
        return !names.isEmpty();
    }

    /** Whether the name of a member of JSON marks a secret. */
    boolean isSecretMember(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return names.contains(lower) || (ClientText.isSecret(name) && !exempt.contains(lower));
    }

    /** Whether the name of a field, parameter or path variable marks a secret. */
    boolean isSecretParameter(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return isSecretMember(name) || (OF_PARAMETERS.contains(lower) && !exempt.contains(lower));
    }

    boolean isKeptCookie(String name) {
        return keptCookies.contains(name);
    }
}
