package dev.interlock.processor.read;

import dev.interlock.processor.model.Instance;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/** Names the instances of controllers, filters and other classes of an application after their classes. */
final class InstanceNames {
    /**
     * Capitals at the start of a class name, which become lower case in the name of the instance. If a lower-case
     * letter follows several capitals, the last of these capitals begins the next word and is not included.
     */
    private static final Pattern FIRST_WORD = Pattern.compile("^(?:[A-Z]+(?=[A-Z][a-z])|[A-Z]+)");

    /**
     * Names that a field of the router must not have. A suffix is added to them. Most are names of parameters and
     * variables in generated methods, which would hide the field. The others begin with {@code on}. The router names a
     * method after each field with error methods, such as {@code ordersError}. For these fields, the method would have
     * the name of another method, such as {@code onError}.
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

    /** Names of the fields for the classes into which a large router is split. */
    private static final Pattern PART = Pattern.compile("part[0-9]+");

    private final Set<String> taken = new HashSet<>();

    /**
     * Returns an instance with a unique name. For example, the instance of {@code Orders} is {@code orders}, and the
     * instance of a second class {@code Orders} is {@code orders2}.
     *
     * @param role suffix of the name if it would otherwise be a Java keyword or a name that generated code uses
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
