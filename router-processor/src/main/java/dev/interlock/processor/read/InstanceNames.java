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
    /** The capitals that become small: all of an abbreviation but the one that begins the next word. */
    private static final Pattern FIRST_WORD = Pattern.compile("^(?:[A-Z]+(?=[A-Z][a-z])|[A-Z]+)");

    /**
     * What the parameters and variables of generated methods are called, which would hide a field of the name; and what,
     * with {@code Error} behind it, is a method that each router may have.
     */
    private static final Set<String> RESERVED = Set.of(
            "bytes",
            "cookies",
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

    /** The fields of a router for the classes that a large one is split into. */
    private static final Pattern PART = Pattern.compile("part[0-9]+");

    private final Set<String> taken = new HashSet<>();

    /**
     * Names an instance: {@code orders} for {@code Orders}, {@code orders2} for a second class of the name.
     *
     * @param role is appended where the bare name is a Java keyword, or one that generated code has for something else
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
