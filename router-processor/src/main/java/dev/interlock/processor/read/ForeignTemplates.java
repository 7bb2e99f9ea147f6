package dev.interlock.processor.read;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How other frameworks write variables in templates, and how Interlock does. */
final class ForeignTemplates {
    private static final String NAME = "([A-Za-z_]\\w*)";
    /** {@code :id} of Express and httprouter. */
    private static final Pattern COLON = Pattern.compile(":" + NAME + "(.*)");
    /** Another {@code :id} in the same segment. */
    private static final Pattern SECOND_COLON = Pattern.compile(":" + NAME);
    /** {@code *}, {@code **} and {@code *rest} of servlets, Spring and httprouter. */
    private static final Pattern STARS = Pattern.compile("\\*{1,2}" + NAME + "?");
    /** {@code <id>} and {@code <int:id>} of Flask, {@code [id]} and {@code [...rest]} of Next.js. */
    private static final Pattern BRACKETS =
            Pattern.compile("<(?:(\\w+)(?:\\([^)]*\\))?:)?" + NAME + ">|\\[(\\.\\.\\.)?" + NAME + "]");
    /** {@code rest*}, {@code *rest}, {@code rest+} and {@code rest...} between braces. */
    private static final Pattern REST = Pattern.compile("\\*?" + NAME + "(?:\\*|\\+|\\.\\.\\.)?|\\.\\.\\." + NAME);

    private ForeignTemplates() {}

    /** Returns the variable that a segment of fixed text means in another framework; empty if it means none. */
    static Optional<String> variable(String segment) {
        Matcher colon = COLON.matcher(segment);
        if (colon.matches()) {
            if (SECOND_COLON.matcher(colon.group(2)).find()) {
                return Optional.of("{" + colon.group(1) + "} for the whole segment, which has one variable at most");
            }
            return Optional.of("{" + colon.group(1) + "}" + colon.group(2));
        }
        Matcher stars = STARS.matcher(segment);
        if (stars.matches()) {
            return Optional.of("{*" + (stars.group(1) == null ? "rest" : stars.group(1)) + "} at the end");
        }
        Matcher brackets = BRACKETS.matcher(segment);
        if (!brackets.matches()) {
            return Optional.empty();
        }
        boolean isFlask = brackets.group(2) != null;
        boolean isRest = isFlask ? "path".equals(brackets.group(1)) : brackets.group(3) != null;
        String name = isFlask ? brackets.group(2) : brackets.group(4);
        return Optional.of(isRest ? "{*" + name + "} at the end" : "{" + name + "}");
    }

    /** Returns the tip for text between braces that is not a name. */
    static String tip(String text) {
        if (text.endsWith("?") && TemplateScanner.isName(text.substring(0, text.length() - 1))) {
            return "give the method two templates, one without the variable";
        }
        if (!text.equals(text.strip()) && TemplateScanner.isName(text.strip())) {
            return "remove the white space";
        }
        Matcher rest = REST.matcher(text);
        if (rest.matches()) {
            return "write {*" + (rest.group(1) == null ? rest.group(2) : rest.group(1)) + "} for all that is left";
        }
        return "a name starts with a letter or _ and goes on with letters, digits, _ and -";
    }
}
