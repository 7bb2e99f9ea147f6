package dev.interlock.processor.testing.shapes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

/**
 * A method that handles requests.
 *
 * @param annotations annotations for routes and settings, each followed by a space
 * @param thrown throws clause after a space; empty for none
 */
record Handler(String annotations, String result, String name, List<Parameter> parameters, String thrown) {
    private static final String BODY = " { throw new IllegalStateException(); }";

    /** Returns the source of the method, with annotations and a body. */
    String text(String modifiers) {
        return annotations + signature(modifiers, true) + BODY;
    }

    /** Returns the source of the method as an abstract method, with annotations. */
    String abstractText(String modifiers) {
        return annotations + signature(modifiers, true) + ";";
    }

    /** Returns the source of a method that overrides this method. It has no annotations. */
    String plainText(String modifiers) {
        return signature(modifiers, false) + BODY;
    }

    private String signature(String modifiers, boolean isAnnotated) {
        return modifiers + result + " " + name
                + parameters.stream()
                        .map(it -> isAnnotated ? it.text() : it.type() + " " + it.name())
                        .collect(Collectors.joining(", ", "(", ")"))
                + thrown;
    }

    /** Adds a receiver parameter: {@code this} with its type (JLS 8.4). */
    Handler withReceiver(String type) {
        List<Parameter> all = new ArrayList<>(List.of(new Parameter("", type, "this")));
        all.addAll(parameters);
        return new Handler(annotations, result, name, all, thrown);
    }

    /**
     * Returns the method as a subtype sees it.
     *
     * @param arguments types that replace the type parameters
     */
    Handler with(Map<String, String> arguments) {
        return new Handler(
                annotations,
                substitute(result, arguments),
                name,
                parameters.stream()
                        .map(it -> new Parameter(
                                it.annotations(),
                                substitute(it.type(), arguments),
                                it.name(),
                                it.variables(),
                                it.needs()))
                        .toList(),
                substitute(thrown, arguments));
    }

    static String substitute(String type, Map<String, String> arguments) {
        String substituted = type;
        for (Map.Entry<String, String> argument : arguments.entrySet()) {
            substituted = substituted.replaceAll(
                    "\\b" + argument.getKey() + "\\b", Matcher.quoteReplacement(argument.getValue()));
        }
        // Moves annotations before the simple name, as JLS 9.7.4 requires.
        return substituted.replaceAll("@Nullable ((?:[\\w$\\p{L}]+\\.)+)", "$1@Nullable ");
    }
}
