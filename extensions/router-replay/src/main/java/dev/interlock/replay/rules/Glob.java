package dev.interlock.replay.rules;

import java.util.regex.Pattern;

/** A pattern in which {@code *} stands for any text, and every other character for itself. */
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
