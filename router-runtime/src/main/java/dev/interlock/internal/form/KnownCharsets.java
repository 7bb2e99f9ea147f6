package dev.interlock.internal.form;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Charsets of the platform by all of their names. Clients choose the names, so {@link Charset#forName} would be too
 * slow: it takes a millisecond for each unknown name, because it searches the class path.
 */
final class KnownCharsets {
    private KnownCharsets() {}

    /** Table of the names. It is created when a client first names a charset other than UTF-8. */
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

    /** Returns the charset with a name or alias in any case, or null. */
    static @Nullable Charset named(String name) {
        return Names.ALL.get(name.toLowerCase(Locale.ROOT));
    }
}
