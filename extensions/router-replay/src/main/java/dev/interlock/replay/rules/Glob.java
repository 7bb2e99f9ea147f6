package dev.interlock.replay.rules;

import java.util.regex.Pattern;

/** Pattern in which {@code *} matches any text. All other characters match themselves. */
final class Glob {
    static final Glob ALL = new Glob("*");

    private final Pattern pattern;

    Glob(String glob) {
        StringBuilder regex = new StringBuilder();
        for (String part : glob.split("\\*", -1)) {
            regex.append(regex.isEmpty() ? "" : ".*").append(part.isEmpty() ? "(?:)" : Pattern.quote(part));
        }
        pattern = Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    boolean matches(String text) {
        return pattern.matcher(text).matches();
    }
}
