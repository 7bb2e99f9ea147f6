package dev.interlock.processor.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.processor.model.PathTemplate.CatchAll;
import dev.interlock.processor.model.PathTemplate.Segment;
import dev.interlock.processor.verify.Tables.Node;
import dev.interlock.processor.verify.Tables.Pair;
import dev.interlock.processor.verify.Tables.Target;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the route of one path in the tables, in the same steps as the runtime. */
final class Lookup {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    /** Characters that need no decoding in a segment, in addition to letters and digits. */
    private static final String FAST = "-._~&'()*+,;=:@";

    private final Tables tables;

    Lookup(Tables tables) {
        this.tables = tables;
    }

    /**
     * Finds the route of a path in the trees that do not depend on the first bytes of the path. Returns the number of
     * the route; empty if no route matches.
     */
    Optional<Integer> outside(int method, List<String> path) {
        return find(path.contains("") ? tables.emptySegments() : Tables.OUTSIDE, method, path);
    }

    /**
     * Finds the route of a path in the trees for the first bytes of the path. If the path lacks the common beginning or
     * needs decoding, does the same as {@link #outside}. Returns the number of the route; empty if no route matches.
     */
    Optional<Integer> inside(int method, List<String> path) {
        return find(leadingClass(path), method, path);
    }

    private int leadingClass(List<String> path) {
        if (path.contains("")) {
            return tables.emptySegments();
        }
        int behind = tables.lead().segments().size();
        if (!path.stream().allMatch(Lookup::isFast) || path.size() <= behind) {
            return Tables.OUTSIDE;
        }
        for (int i = 0; i < behind; i++) {
            if (!tables.lead().segments().get(i).text().equals(path.get(i))) {
                return Tables.OUTSIDE;
            }
        }
        return tables.classOf(FixedText.of(path.get(behind)).key(tables.lead().keyBytes()));
    }

    private static boolean isFast(String segment) {
        return segment.chars().allMatch(c -> LETTERS.indexOf(c) >= 0 || FAST.indexOf(c) >= 0)
                && !segment.startsWith(".");
    }

    private Optional<Integer> find(int routeClass, int method, List<String> path) {
        if (method >= tables.methods()) {
            return Optional.empty();
        }
        Target target = tables.root(routeClass, method, Math.min(path.size(), tables.depth() + 1));
        // The proof rejects tables in which a lookup can visit a node twice. So a lookup has at most one step per node.
        for (int i = 0; i <= tables.nodes().size() && target instanceof Target.Step step; i++) {
            target = next(tables.nodes().get(step.node()), path);
        }
        if (target instanceof Target.Found found) {
            return Optional.of(found.route());
        }
        return target instanceof Target.FirstOf list
                ? tables.lists().get(list.list()).stream()
                        .filter(route -> matches(route, path))
                        .findFirst()
                : Optional.empty();
    }

    private static Target next(Node node, List<String> path) {
        Pair pair = new Pair(FixedText.of(path.get(node.one())), FixedText.of(path.get(node.other())));
        Target hit = node.hits().get(pair);
        return hit != null ? hit : node.exceptions().getOrDefault(node.slot(pair), node.miss());
    }

    private boolean matches(int route, List<String> path) {
        List<Segment> pattern = tables.patterns().get(route);
        boolean rest = pattern.get(pattern.size() - 1) instanceof CatchAll;
        if (rest ? path.size() < pattern.size() : path.size() != pattern.size()) {
            return false;
        }
        for (int i = 0; i < pattern.size(); i++) {
            if (!Segments.matches(pattern.get(i), path.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Returns the path in the form of a request, percent-encoded. */
    static String encode(List<String> path) {
        return path.stream().map(Lookup::encode).collect(Collectors.joining("/", "/", ""));
    }

    private static String encode(String segment) {
        StringBuilder encoded = new StringBuilder();
        for (byte unit : segment.getBytes(UTF_8)) {
            char c = (char) (unit & 0xff);
            if (LETTERS.indexOf(c) >= 0 || FAST.indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append('%')
                        .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        return encoded.toString();
    }
}
