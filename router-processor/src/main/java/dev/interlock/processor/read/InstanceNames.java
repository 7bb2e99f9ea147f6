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

    private final Set<String> taken = new HashSet<>();

    /**
     * Names an instance: {@code orders} for {@code Orders}, {@code orders2} for a second class of the name.
     *
     * @param role is appended where the bare name is a Java keyword
     */
    Instance name(TypeElement type, String role) {
        Matcher firstWord = FIRST_WORD.matcher(type.getSimpleName());
        String plain = firstWord.replaceFirst(match -> match.group().toLowerCase(Locale.ROOT));
        String name = SourceVersion.isKeyword(plain) ? plain + role : plain;
        String unique = name;
        for (int number = 2; !taken.add(unique); number++) {
            unique = name + number;
        }
        return new Instance(type, unique);
    }
}
