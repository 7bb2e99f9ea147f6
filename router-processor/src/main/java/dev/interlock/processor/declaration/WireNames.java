package dev.interlock.processor.declaration;

import java.util.Locale;
import java.util.regex.Pattern;

/** Converts and checks names of values in requests, such as header names. */
public final class WireNames {
    /**
     * Start of a word within a Java name. A word starts at a capital after a lower-case letter or digit. If a
     * lower-case letter follows several capitals, the last of these capitals starts a word.
     */
    private static final Pattern WORD_START = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

    /** Syntax of a token (RFC 9110 section 5.6.2). */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    private WireNames() {}

    /** Returns the header name for a Java name: {@code request-id} for {@code requestId}. */
    public static String kebabCase(String javaName) {
        return WORD_START.matcher(javaName).replaceAll("-").toLowerCase(Locale.ROOT);
    }

    public static boolean isToken(String name) {
        return TOKEN.matcher(name).matches();
    }
}
