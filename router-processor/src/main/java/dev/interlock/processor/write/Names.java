package dev.interlock.processor.write;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/** The names of one scope of generated code. The same requests in the same order give the same names. */
public final class Names {
    private static final Pattern CAMEL_WORD = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{Nd}]+");

    private static final Pattern EDGES = Pattern.compile("^_+|_+$");

    private static final Pattern UNDERSCORES = Pattern.compile("_+");

    /** Not a keyword, but a method of this name cannot be called without a qualifier (JLS 3.9). */
    private static final String YIELD = "yield";

    /** Names that are taken in a scope around this one. */
    private final Set<String> outer;

    private final Set<String> taken;
    /** Number to try next, by the name and separator before it: thousands of names may differ in their numbers only. */
    private final Map<String, Integer> next = new HashMap<>();

    /** A scope in which these names are taken. */
    public Names(Collection<String> taken) {
        this(Set.of(), taken);
    }

    /**
     * A scope within another.
     *
     * @param outer names of the other scope; not copied
     * @param taken names of this scope
     */
    Names(Set<String> outer, Collection<String> taken) {
        this.outer = outer;
        this.taken = new HashSet<>(taken);
    }

    /** The name itself, or the first free of {@code name + separator + 2}, {@code 3} and so on. */
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

    /** A constant's name for any text: {@code ORDERS_ID} for {@code /orders/{id}}; empty if the text has no word. */
    public static String upperSnake(String text) {
        String words = CAMEL_WORD.matcher(text).replaceAll("_");
        String snake = NO_WORD.matcher(words).replaceAll("_").toUpperCase(Locale.ROOT);
        return EDGES.matcher(snake).replaceAll("");
    }

    /** A constant's name that can stand alone: {@code _2FA} for {@code 2FA}. */
    public static String constant(String upperSnake) {
        return identifier(upperSnake.isEmpty() ? "UNNAMED" : upperSnake);
    }

    /** The name of a local variable for a parameter; never one that a constant could have. */
    static String local(String parameter) {
        return parameter.equals(parameter.toUpperCase(Locale.ROOT)) ? camel(parameter) : parameter;
    }

    /** A method's or variable's name for that of a constant: {@code getOrdersId} for {@code GET_ORDERS_ID}. */
    public static String camel(String upperSnake) {
        StringBuilder camel = new StringBuilder();
        for (String word : UNDERSCORES.split(upperSnake, -1)) {
            String lower = word.toLowerCase(Locale.ROOT);
            camel.append(camel.isEmpty() || lower.isEmpty() ? lower : capitalize(lower));
        }
        return identifier(camel.isEmpty() ? "unnamed" : camel.toString());
    }

    /** The word itself, or the nearest that Java takes as a name wherever it stands. */
    private static String identifier(String word) {
        String name = Character.isJavaIdentifierStart(word.codePointAt(0)) ? word : "_" + word;
        return SourceVersion.isKeyword(name) || name.equals(YIELD) ? name + "_" : name;
    }

    private static String capitalize(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
