package dev.interlock.processor.plan;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.processor.model.Dfa;
import dev.interlock.processor.model.PathTemplate;
import dev.interlock.processor.model.PathTemplate.CatchAll;
import dev.interlock.processor.model.PathTemplate.Segment;
import dev.interlock.processor.model.PathTemplate.Variable;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Writes the words of a plan's text. The runtime's {@code DispatchTableReader} describes the whole format. */
final class PlanText {
    private static final String HEX = "0123456789ABCDEF";
    private static final String PLAIN = "-._0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private PlanText() {}

    static String target(Target target) {
        if (target instanceof Target.Leaf leaf) {
            return "r" + leaf.route();
        }
        if (target instanceof Target.Candidates candidates) {
            return "l" + candidates.list();
        }
        return target instanceof Target.Step step ? "n" + step.node() : "-";
    }

    /**
     * Returns the pattern of a route as words of the plan's text.
     *
     * @param automata number of each automaton
     */
    static String pattern(PathTemplate template, Map<Dfa, Integer> automata) {
        return template.segments().stream()
                .map(segment -> segment(segment, automata))
                .collect(Collectors.joining("/", "/", ""));
    }

    private static String segment(Segment segment, Map<Dfa, Integer> automata) {
        if (segment instanceof PathTemplate.Literal literal) {
            return encode(literal.text());
        }
        if (segment instanceof Variable variable) {
            String constraint = variable.constraint()
                    .map(it -> Objects.requireNonNull(automata.get(it.dfa())).toString())
                    .orElse("");
            return encode(variable.prefix()) + "{" + constraint + "}" + encode(variable.suffix());
        }
        return segment instanceof CatchAll ? "{*}" : "";
    }

    private static String encode(String text) {
        return encodeBytes(new String(text.getBytes(UTF_8), ISO_8859_1));
    }

    /**
     * Percent-encodes bytes, except letters, digits, {@code -}, {@code .} and {@code _}. Each character of the argument
     * is one byte.
     */
    static String encodeBytes(String bytes) {
        StringBuilder encoded = new StringBuilder();
        for (int i = 0; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            if (PLAIN.indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        return encoded.toString();
    }
}
