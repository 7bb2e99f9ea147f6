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

/** Rules that decide which values become pseudonyms; see {@code Redaction}. Immutable. */
public final class RedactionRules {
    /** Names that are secret except in JSON, where they often mean something else. The access log masks them, too. */
    private static final Set<String> OF_PARAMETERS = Set.of(
            "code",
            "key",
            "sig",
            "signature",
            "x-amz-signature",
            "x-goog-signature",
            "x-hub-signature",
            "x-hub-signature-256");

    private static final RedactionRules STANDARD = new RedactionRules(Set.of(), Set.of(), Set.of(), List.of());

    private final Set<String> names;
    private final Set<String> exempt;
    private final Set<String> keptCookies;
    private final List<Pointers> pointers;

    /** JSON pointers for the bodies of some routes. */
    private record Pointers(Predicate<RouteInfo> routes, List<String> texts) {}

    private RedactionRules(Set<String> names, Set<String> exempt, Set<String> keptCookies, List<Pointers> pointers) {
        this.names = Set.copyOf(names);
        this.exempt = Set.copyOf(exempt);
        this.keptCookies = Set.copyOf(keptCookies);
        this.pointers = List.copyOf(pointers);
    }

    /** Returns the standard rules. */
    public static RedactionRules standard() {
        return STANDARD;
    }

    /** Adds secret names. */
    public RedactionRules withNames(String... secret) {
        return new RedactionRules(union(names, secret), exempt, keptCookies, pointers);
    }

    /** Exempts names from the standard rules. */
    public RedactionRules withoutNames(String... plain) {
        return new RedactionRules(names, union(exempt, plain), keptCookies, pointers);
    }

    /** Exempts cookies. */
    public RedactionRules withKeptCookies(String... plain) {
        Set<String> kept = new TreeSet<>(keptCookies);
        kept.addAll(List.of(plain));
        return new RedactionRules(names, exempt, kept, pointers);
    }

    /**
     * Adds JSON pointers for the bodies of some routes.
     *
     * @throws IllegalArgumentException if a pointer does not begin with a slash
     */
    public RedactionRules withPointers(Predicate<RouteInfo> routes, String... texts) {
        Automaton.Node check = new Automaton.Node();
        List.of(texts).forEach(check::add);
        List<Pointers> more = new ArrayList<>(pointers);
        more.add(new Pointers(Objects.requireNonNull(routes), List.of(texts)));
        return new RedactionRules(names, exempt, keptCookies, more);
    }

    private static Set<String> union(Set<String> some, String... others) {
        Set<String> all = new TreeSet<>(some);
        for (String each : others) {
            all.add(each.toLowerCase(Locale.ROOT));
        }
        return all;
    }

    /** Returns the automaton of the pointers for the bodies of a route. */
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

    /** Whether the application has added secret names. */
    boolean hasNames() {
        return !names.isEmpty();
    }

    /** Whether the name of a JSON member marks a secret. */
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
