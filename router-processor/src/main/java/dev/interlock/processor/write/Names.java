package dev.interlock.processor.write;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/** Unique names in one scope of generated code. The same calls in the same order return the same names. */
public final class Names {
    private static final Pattern CAMEL_WORD = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{Nd}]+");

    private static final Pattern EDGES = Pattern.compile("^_+|_+$");

    private static final Pattern UNDERSCORES = Pattern.compile("_+");

    /** A word that is not a keyword, but cannot name a method in a call without a qualifier (JLS section 3.9). */
    private static final String YIELD = "yield";

    /** Names that are taken in the surrounding scope. */
    private final Set<String> outer;

    private final Set<String> taken;
    /**
     * Next number to try. The key is the text before the number: the name and the separator. The map saves time if
     * thousands of names differ only in the number.
     */
    private final Map<String, Integer> next = new HashMap<>();

    /** Creates a scope in which the given names are taken. */
    public Names(Collection<String> taken) {
        this(Set.of(), taken);
    }

    /**
     * Creates a scope within another scope.
     *
     * @param outer names of the other scope; the set is not copied
     * @param taken names that are taken in this scope
     */
    Names(Set<String> outer, Collection<String> taken) {
        this.outer = outer;
        this.taken = new HashSet<>(taken);
    }

    /**
     * Returns the name itself if it is free. Otherwise appends the separator and the first number from 2 for which the
     * result is free.
     */
    public String unique(String name, String separator) {
        if (take(name)) {
            return name;
        }
        String stem = name + separator;
        int number = next.getOrDefault(stem, 2);
        while (!take(stem + number)) {
            number++;
        }
        next.put(stem, number + 1);
        return stem + number;
    }

    private boolean take(String name) {
        return !outer.contains(name) && taken.add(name);
    }

    /**
     * Makes the name of a constant from any text: {@code ORDERS_ID} from {@code /orders/{id}}. Empty if the text has no
     * letters or digits.
     */
    public static String upperSnake(String text) {
        String words = CAMEL_WORD.matcher(text).replaceAll("_");
        String snake = NO_WORD.matcher(words).replaceAll("_").toUpperCase(Locale.ROOT);
        return EDGES.matcher(snake).replaceAll("");
    }

    /** Makes a valid name of a constant from a result of {@link #upperSnake}: {@code _2FA} from {@code 2FA}. */
    public static String constant(String upperSnake) {
        return identifier(upperSnake.isEmpty() ? "UNNAMED" : upperSnake);
    }

    /** Returns the name of the local variable for a parameter. The name is never in upper case, as constants are. */
    static String local(String parameter) {
        return parameter.equals(parameter.toUpperCase(Locale.ROOT)) ? camel(parameter) : parameter;
    }

    /**
     * Makes the name of a method or variable from the name of a constant: {@code getOrdersId} from {@code
     * GET_ORDERS_ID}.
     */
    public static String camel(String upperSnake) {
        StringBuilder camel = new StringBuilder();
        for (String word : UNDERSCORES.split(upperSnake, -1)) {
            String lower = word.toLowerCase(Locale.ROOT);
            camel.append(camel.isEmpty() || lower.isEmpty() ? lower : capitalize(lower));
        }
        return identifier(camel.isEmpty() ? "unnamed" : camel.toString());
    }

    /** Returns the word itself if it is a valid Java name in every context; otherwise returns a similar word. */
    private static String identifier(String word) {
        String name = Character.isJavaIdentifierStart(word.codePointAt(0)) ? word : "_" + word;
        return SourceVersion.isKeyword(name) || name.equals(YIELD) ? name + "_" : name;
    }

    private static String capitalize(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
