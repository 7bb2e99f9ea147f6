package dev.interlock.http;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Charsets of the platform by all of their names. {@link Charset#forName} searches the class path for unknown names,
 * which takes a millisecond each time, and names come from clients.
 */
final class KnownCharsets {
    private KnownCharsets() {}

    /** Created when the first client names a charset other than UTF-8. */
    private static final class Names {
        static final Map<String, Charset> ALL = all();

        private static Map<String, Charset> all() {
            Map<String, Charset> names = new HashMap<>();
            for (Charset charset : Charset.availableCharsets().values()) {
                names.put(charset.name().toLowerCase(Locale.ROOT), charset);
                charset.aliases().forEach(alias -> names.putIfAbsent(alias.toLowerCase(Locale.ROOT), charset));
            }
            return names;
        }
    }

    /** Charset with a name or alias in any case, or null. */
    static @Nullable Charset named(String name) {
        return Names.ALL.get(name.toLowerCase(Locale.ROOT));
    }
}
