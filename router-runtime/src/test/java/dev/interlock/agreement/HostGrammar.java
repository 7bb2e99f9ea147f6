package dev.interlock.agreement;

import java.util.regex.Pattern;

/**
 * {@code uri-host [ ":" port ]} of RFC 9110 section 7.2 as a pattern, copied from the rules of RFC 3986 section 3.2.2.
 */
public final class HostGrammar {
    private static final String ESCAPE = "%[0-9A-Fa-f]{2}";
    private static final String UNESCAPED = "[0-9A-Za-z\\-._~!$&'()*+,;=]";
    // The quantifier is possessive, so a long name does not take a stack frame for each character. Backtracking would
    // never help, because no character of a name can follow the name.
    private static final String NAME = "(?:" + UNESCAPED + "|" + ESCAPE + ")++";
    private static final String BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9][0-9]|[0-9])";
    private static final String IPV4 = BYTE + "\\." + BYTE + "\\." + BYTE + "\\." + BYTE;
    private static final String GROUP = "[0-9A-Fa-f]{1,4}";
    private static final String LAST = "(?:" + GROUP + ":" + GROUP + "|" + IPV4 + ")";
    private static final String IPV6 = "(?:"
            + groups(6) + LAST
            + "|::" + groups(5) + LAST
            + "|(?:" + GROUP + ")?::" + groups(4) + LAST
            + "|" + upTo(1) + "::" + groups(3) + LAST
            + "|" + upTo(2) + "::" + groups(2) + LAST
            + "|" + upTo(3) + "::" + groups(1) + LAST
            + "|" + upTo(4) + "::" + LAST
            + "|" + upTo(5) + "::" + GROUP
            + "|" + upTo(6) + "::)";
    private static final String LATER = "[vV][0-9A-Fa-f]+\\.(?:" + UNESCAPED + "|:)++";
    private static final String LITERAL = "\\[(?:" + IPV6 + "|" + LATER + ")\\]";

    /**
     * Pattern text of {@link #AUTHORITY} without capturing groups. The limit of five digits for ports is Interlock's
     * own.
     */
    static final String TEXT = "(?:" + LITERAL + "|" + NAME + ")(?::[0-9]{0,5})?";

    public static final Pattern AUTHORITY = Pattern.compile(TEXT);

    private HostGrammar() {}

    private static String groups(int count) {
        return "(?:" + GROUP + ":){" + count + "}";
    }

    /** Returns the pattern of {@code [ *count( h16 ":" ) h16 ]}. */
    private static String upTo(int count) {
        return "(?:(?:" + GROUP + ":){0," + count + "}" + GROUP + ")?";
    }
}
