package dev.interlock.processor.verify;

import java.util.Collection;

/** Finds the text of the tables in generated sources. Reads the text blocks of the sources as a compiler does. */
final class GeneratedText {
    private static final String CALL = "DispatchTable.parse(";
    private static final String QUOTES = "\"\"\"";

    private GeneratedText() {}

    /** Returns the text of the tables, joined from its pieces. */
    static String of(Collection<String> sources) throws MalformedTables {
        String found = "";
        for (String source : sources) {
            int call = source.indexOf(CALL);
            if (call >= 0) {
                if (!found.isEmpty() || source.indexOf(CALL, call + 1) >= 0) {
                    throw new MalformedTables("the generated sources contain more than one table");
                }
                found = blocks(source, call + CALL.length());
            }
        }
        if (found.isEmpty()) {
            throw new MalformedTables("the generated sources contain no table");
        }
        return found;
    }

    /** Joins the text blocks between a position and the parenthesis that closes the call. */
    private static String blocks(String source, int from) throws MalformedTables {
        StringBuilder text = new StringBuilder();
        int at = from;
        while (true) {
            at = skipBlanks(source, at);
            if (!source.startsWith(QUOTES, at)) {
                throw new MalformedTables("the argument of " + CALL + ") is not a text block");
            }
            int start = source.indexOf('\n', at) + 1;
            int end = endOfBlock(source, start);
            text.append(source.substring(start, end).stripIndent().translateEscapes());
            at = skipBlanks(source, end + QUOTES.length());
            if (source.startsWith(")", at)) {
                return text.toString();
            }
            at++;
        }
    }

    private static int skipBlanks(String source, int from) {
        int at = from;
        while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int endOfBlock(String source, int from) throws MalformedTables {
        for (int at = from; at < source.length(); at++) {
            if (source.charAt(at) == '\\') {
                at++;
            } else if (source.startsWith(QUOTES, at)) {
                return at;
            }
        }
        throw new MalformedTables("a text block of the table has no end");
    }
}
