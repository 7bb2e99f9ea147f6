package dev.interlock.processor.declaration;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names as they stand in requests. */
public final class WireNames {
    /** Between a lower-case letter or digit and a capital, or before the last capital of several that begins a word. */
    private static final Pattern WORD_START = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

    /** A token (RFC 9110 section 5.6.2). */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    private WireNames() {}

    /** The header that a Java name stands for: {@code requestId} is {@code request-id}. */
    public static String kebabCase(String javaName) {
        return WORD_START.matcher(javaName).replaceAll("-").toLowerCase(Locale.ROOT);
    }

    public static boolean isToken(String name) {
        return TOKEN.matcher(name).matches();
    }
}
