package dev.interlock.example.shop.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A path template with a simple and slow matcher. Tests compare the generated dispatch with this matcher. */
public final class Template {
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\*?)(\\w+)(?::(.*))?}(?=[^}]*$)");

    private final List<String> segments;

    public Template(String text) {
        segments = List.of(text.split("/", -1));
    }

    /** Returns the names of the variables, including catch-alls. */
    public List<String> variables() {
        List<String> names = new ArrayList<>();
        for (String segment : segments) {
            Matcher variable = VARIABLE.matcher(segment);
            if (variable.find()) {
                names.add(variable.group(2));
            }
        }
        return names;
    }

    /** Whether the template matches a path without escapes. */
    public boolean matches(String path) {
        return Pattern.matches(
                String.join("/", segments.stream().map(Template::regex).toList()), path);
    }

    /**
     * Returns a path that this template matches, after replacing the value of a variable.
     *
     * @param path path that this template matches
     */
    public String replace(String path, String variable, String value) {
        String[] parts = path.split("/", -1);
        for (int i = 0; i < segments.size(); i++) {
            Matcher found = VARIABLE.matcher(segments.get(i));
            if (found.find() && found.group(2).equals(variable)) {
                parts[i] = segments.get(i).substring(0, found.start())
                        + value
                        + segments.get(i).substring(found.end());
            }
        }
        return String.join("/", parts);
    }

    private static String regex(String segment) {
        Matcher variable = VARIABLE.matcher(segment);
        if (!variable.find()) {
            return Pattern.quote(segment);
        }
        String constraint = variable.group(3) == null ? "[^/]+" : variable.group(3);
        return Pattern.quote(segment.substring(0, variable.start()))
                + (variable.group(1).isEmpty() ? "(?:" + constraint + ")" : ".*")
                + Pattern.quote(segment.substring(variable.end()));
    }
}
