package dev.interlock.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parts of one complete request, from which the tests derive whether a reader may reject the request. Simple code
 * splits the request, independent of both readers.
 *
 * @param lead bytes before the request line
 * @param head the request line and all lines up to the empty one, with their line ends
 * @param chunkLines lines with the sizes of chunks, without their line ends; empty if the body is not chunked
 * @param trailer lines after the last chunk, with their line ends
 */
record RawRequest(String lead, List<String> head, List<String> chunkLines, List<String> trailer) {
    private static final Pattern SIZE = Pattern.compile("([0-9A-Fa-f]+)[ \t]*(;.*)?", Pattern.DOTALL);
    private static final Pattern CODING = Pattern.compile("(?is)transfer-encoding:.*");

    static RawRequest of(String wire) {
        Lines lines = new Lines(wire);
        String lead = lines.lead();
        List<String> head = lines.untilEmpty();
        List<String> chunkLines = new ArrayList<>();
        List<String> trailer = List.of();
        if (head.stream().anyMatch(line -> CODING.matcher(line).matches())) {
            for (int size = -1; size != 0 && lines.hasNext(); ) {
                String line = lines.next();
                chunkLines.add(line.substring(0, line.length() - 2));
                size = size(line);
                lines.skip(size > 0 ? size + 2 : 0);
            }
            trailer = lines.untilEmpty();
        }
        return new RawRequest(lead, head, chunkLines, trailer);
    }

    private static int size(String line) {
        Matcher size = SIZE.matcher(line.strip());
        return size.matches() ? Integer.parseInt(size.group(1), 16) : 0;
    }

    String requestLine() {
        return head.get(0).substring(0, head.get(0).length() - 2);
    }

    /** Returns method, target and version, or fewer words if the request line has fewer spaces. */
    String[] words() {
        return requestLine().split(" ", 3);
    }

    String method() {
        return words()[0];
    }

    String target() {
        return words().length < 2 ? "" : words()[1];
    }

    String version() {
        return words().length < 3 ? "" : words()[2];
    }

    /** Returns the list elements in the values of all field lines with the name. */
    List<String> elements(String lowerCaseName) {
        List<String> elements = new ArrayList<>();
        for (String line : head) {
            if (line.toLowerCase(Locale.ROOT).startsWith(lowerCaseName + ":")) {
                for (String element : line.substring(lowerCaseName.length() + 1).split(",", -1)) {
                    elements.add(element.strip());
                }
            }
        }
        return elements;
    }

    static int length(List<String> lines) {
        return lines.stream().mapToInt(String::length).sum();
    }

    private static final class Lines {
        private final String wire;
        private int at;

        Lines(String wire) {
            this.wire = wire;
        }

        String lead() {
            while (at < wire.length() && (wire.charAt(at) == '\r' || wire.charAt(at) == '\n')) {
                at++;
            }
            return wire.substring(0, at);
        }

        boolean hasNext() {
            return at < wire.length();
        }

        String next() {
            int from = at;
            int end = wire.indexOf("\r\n", at);
            at = end < 0 ? wire.length() : end + 2;
            return wire.substring(from, at);
        }

        void skip(int count) {
            at += count;
        }

        List<String> untilEmpty() {
            List<String> lines = new ArrayList<>();
            while (hasNext()) {
                String line = next();
                if (line.equals("\r\n")) {
                    break;
                }
                lines.add(line);
            }
            return lines;
        }
    }
}
