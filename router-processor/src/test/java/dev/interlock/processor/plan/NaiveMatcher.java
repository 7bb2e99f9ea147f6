package dev.interlock.processor.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A second implementation of the routing rules, written only from their description. It compares every path with every
 * template, with {@code java.util.regex}. The route with the best rank wins.
 */
final class NaiveMatcher {
    private static final Pattern VARIABLE = Pattern.compile("(.*?)\\{(\\w+)(?::(.*))?}(.*)", Pattern.DOTALL);

    /** A route that matches a path, with the values of its variables. */
    record Match(int route, List<Integer> rank, Map<String, String> variables) {}

    private final List<String[]> templates;
    private final List<Integer> methods;

    NaiveMatcher(List<String> templates, List<Integer> methods) {
        this.templates = templates.stream()
                .map(template -> template.substring(1).split("/", -1))
                .toList();
        this.methods = methods;
    }

    /** Returns the decoded segments of a path. Returns empty if no request can have this path. */
    static Optional<List<String>> segments(String path) {
        if (!path.startsWith("/")) {
            return Optional.empty();
        }
        List<String> segments = new ArrayList<>();
        for (String raw : path.substring(1).split("/", -1)) {
            Optional<String> decoded = decode(raw);
            if (decoded.isEmpty() || List.of(".", "..").contains(decoded.get()) || raw.contains("\0")) {
                return Optional.empty();
            }
            segments.add(decoded.get());
        }
        return Optional.of(segments);
    }

    private static Optional<String> decode(String raw) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] source = raw.getBytes(UTF_8);
        for (int i = 0; i < source.length; i++) {
            if (source[i] != '%') {
                bytes.write(source[i]);
                continue;
            }
            String digits = new String(Arrays.copyOfRange(source, i + 1, Math.min(i + 3, source.length)), UTF_8);
            if (!digits.matches("[0-9a-fA-F]{2}") || digits.equals("00")) {
                return Optional.empty();
            }
            bytes.write(Integer.parseInt(digits, 16));
            i += 2;
        }
        try {
            return Optional.of(UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Returns the best route of a method that matches the path. */
    Optional<Match> match(int method, List<String> path) {
        List<Match> matches = new ArrayList<>();
        for (int route = 0; route < templates.size(); route++) {
            if (methods.get(route) == method) {
                match(route, templates.get(route), path).ifPresent(matches::add);
            }
        }
        return matches.stream().min(Comparator.comparing(Match::rank, NaiveMatcher::compare));
    }

    private static int compare(List<Integer> a, List<Integer> b) {
        return Arrays.compare(
                a.stream().mapToInt(Integer::intValue).toArray(),
                b.stream().mapToInt(Integer::intValue).toArray());
    }

    private static Optional<Match> match(int route, String[] template, List<String> path) {
        List<Integer> rank = new ArrayList<>();
        Map<String, String> variables = new TreeMap<>();
        for (int i = 0; i < template.length; i++) {
            if (i >= path.size()) {
                return Optional.empty();
            }
            if (template[i].startsWith("{*")) {
                rank.add(1_000_000);
                variables.put(
                        template[i].substring(2, template[i].length() - 1),
                        String.join("/", path.subList(i, path.size())));
                return Optional.of(new Match(route, rank, variables));
            }
            Optional<Integer> fit = fit(template[i], path.get(i), variables);
            if (fit.isEmpty()) {
                return Optional.empty();
            }
            rank.add(fit.get());
        }
        return path.size() == template.length ? Optional.of(new Match(route, rank, variables)) : Optional.empty();
    }

    /**
     * Returns the rank of a segment if it matches the value. A lower rank is better.
     *
     * @param variables receives the value of a variable
     */
    private static Optional<Integer> fit(String segment, String value, Map<String, String> variables) {
        Matcher variable = VARIABLE.matcher(segment);
        if (!variable.matches()) {
            return segment.equals(value) ? Optional.of(0) : Optional.empty();
        }
        String prefix = variable.group(1);
        String suffix = variable.group(4);
        int inner = value.length() - prefix.length() - suffix.length();
        if (inner < 1 || !value.startsWith(prefix) || !value.endsWith(suffix)) {
            return Optional.empty();
        }
        String taken = value.substring(prefix.length(), prefix.length() + inner);
        variables.put(variable.group(2), taken);
        String pattern = variable.group(3);
        if (pattern != null) {
            return taken.matches(pattern) ? Optional.of(1) : Optional.empty();
        }
        int fixed = prefix.length() + suffix.length();
        return Optional.of(fixed > 0 ? 1000 - fixed : 10_000);
    }
}
