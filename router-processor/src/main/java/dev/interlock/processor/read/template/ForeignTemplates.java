package dev.interlock.processor.read.template;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Translates variables in the notation of other frameworks into the notation of Interlock. */
final class ForeignTemplates {
    private static final String NAME = "([A-Za-z_]\\w*)";
    private static final String CATCH_ALL = "{*$1} at the end";
    private static final String ANY = "{*rest} at the end";
    /**
     * Notations of other frameworks for a variable. Interlock would read the same segment as fixed text. The first
     * notation that matches counts.
     */
    private static final List<Notation> NOTATIONS = List.of(
            // Notations of Express and httprouter.
            Notation.of(":" + NAME + "[*+]", CATCH_ALL),
            Notation.of(":" + NAME + "\\((.+)\\)", "{$1:$2}"),
            Notation.of(
                    ":" + NAME + ".*:" + NAME + ".*", "{$1} for the whole segment: a segment has at most one variable"),
            Notation.of(":" + NAME + "(.*)", "{$1}$2"),
            // Notations of Servlets, Spring and httprouter.
            Notation.of("\\*{1,2}", ANY),
            Notation.of("\\*{1,2}" + NAME, CATCH_ALL),
            Notation.of("\\*((?:[._-]\\w+)+)", "{name}$1"),
            Notation.of("(\\w+[._-])\\*", "$1{name}"),
            // Notation of Flask.
            Notation.of("<path:" + NAME + ">", CATCH_ALL),
            Notation.of("<(?:\\w+(?:\\([^)]*\\))?:)?" + NAME + ">", "{$1}"),
            // Notation of Next.js.
            Notation.of("\\[\\[?\\.\\.\\." + NAME + "]]?", CATCH_ALL),
            Notation.of("\\[" + NAME + "]", "{$1}"),
            // Notation of Play.
            Notation.of("\\$" + NAME + "<(.+)>", "{$1:$2}"),
            // Regular expressions. The scanner splits templates at slashes. A segment that contains [^/] therefore ends
            // before this slash.
            Notation.of("\\(?\\.[*+]\\)?", ANY),
            Notation.of("\\(?(\\\\[dw]|\\[[^\\]]+])([*+])\\)?", "{id:$1$2}"),
            Notation.of("\\(?\\[\\^", "{id}"));
    /**
     * Notation of TanStack Router for a variable, such as {@code $id}. A match need not be a variable, because OData
     * and FHIR have fixed segments such as {@code $metadata}.
     */
    private static final Pattern DOLLAR = Pattern.compile("\\$" + NAME);

    private static final Pattern ID = Pattern.compile("id|.*(?:Id|_id)");
    /**
     * Text between braces that stands for the rest of the path in other frameworks: {@code rest*}, {@code *rest},
     * {@code rest+}, {@code rest...} and {@code ...rest}.
     */
    private static final Pattern REST = Pattern.compile("\\*?" + NAME + "(?:\\*|\\+|\\.\\.\\.)?|\\.\\.\\." + NAME);

    private ForeignTemplates() {}

    /**
     * Returns the notation of Interlock for a segment of fixed text that would be a variable in another framework.
     * Empty for any other text.
     *
     * @param parameters names of the handler's parameters
     */
    static Optional<String> variable(String segment, Set<String> parameters) {
        Matcher dollar = DOLLAR.matcher(segment);
        if (dollar.matches()) {
            String name = dollar.group(1);
            boolean isVariable = parameters.contains(name) || ID.matcher(name).matches();
            return isVariable ? Optional.of("{" + name + "}") : Optional.empty();
        }
        return NOTATIONS.stream().flatMap(it -> it.translate(segment).stream()).findFirst();
    }

    /**
     * A notation of another framework for variables.
     *
     * @param right the same variable in the notation of Interlock, with references to the groups of the pattern
     */
    private record Notation(Pattern pattern, String right) {
        static Notation of(String pattern, String right) {
            return new Notation(Pattern.compile("^(?:" + pattern + ")$"), right);
        }

        Optional<String> translate(String segment) {
            Matcher matcher = pattern.matcher(segment);
            return matcher.matches() ? Optional.of(matcher.replaceFirst(right)) : Optional.empty();
        }
    }

    /** Returns a tip for text between braces that is not a valid name. */
    static String tip(String text) {
        if (text.endsWith("?") && TemplateScanner.isName(text.substring(0, text.length() - 1))) {
            return "write two templates at the method, one of them without the variable";
        }
        if (!text.equals(text.strip()) && TemplateScanner.isName(text.strip())) {
            return "remove the white space";
        }
        Matcher rest = REST.matcher(text);
        if (rest.matches()) {
            return "write {*" + (rest.group(1) == null ? rest.group(2) : rest.group(1)) + "} for the rest of the path";
        }
        return "start a name with a letter or _, and continue with letters, digits, _ and -";
    }
}
