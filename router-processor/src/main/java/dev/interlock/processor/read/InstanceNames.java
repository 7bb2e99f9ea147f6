package dev.interlock.processor.read;

import dev.interlock.processor.model.Instance;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/** Names the controllers and filters of an application after their classes. */
final class InstanceNames {
    /**
     * Capitals at the start that become lower case: a whole abbreviation, except the letter that begins the next word.
     */
    private static final Pattern FIRST_WORD = Pattern.compile("^(?:[A-Z]+(?=[A-Z][a-z])|[A-Z]+)");

    /**
     * Names that a field must not have without a suffix. Most are names of parameters and variables in generated
     * methods, which would hide the field. The names that begin with {@code on} would give two methods of the router
     * the same name: it names a method after each field with error methods, such as {@code ordersError}.
     */
    private static final Set<String> RESERVED = Set.of(
            "bytes",
            "cookies",
            "filters",
            "form",
            "from",
            "headers",
            "method",
            "on",
            "onApplication",
            "onController",
            "partTexts",
            "parts",
            "path",
            "query",
            "request",
            "response",
            "route",
            "thrown",
            "to");

    /** Names of fields for the classes that a large router is split into. */
    private static final Pattern PART = Pattern.compile("part[0-9]+");

    private final Set<String> taken = new HashSet<>();

    /**
     * Returns an instance with a unique name: {@code orders} for {@code Orders}, and {@code orders2} for a second class
     * of the same name.
     *
     * @param role suffix for a name that is a Java keyword or that generated code needs itself
     */
    Instance name(TypeElement type, String role) {
        Matcher firstWord = FIRST_WORD.matcher(type.getSimpleName());
        String plain = firstWord.replaceFirst(match -> match.group().toLowerCase(Locale.ROOT));
        String name = isFree(plain) ? plain : plain + role;
        String unique = name;
        for (int number = 2; !taken.add(unique); number++) {
            unique = name + number;
        }
        return new Instance(type, unique);
    }

    private static boolean isFree(String name) {
        return !SourceVersion.isKeyword(name)
                && !RESERVED.contains(name)
                && !PART.matcher(name).matches();
    }
}
