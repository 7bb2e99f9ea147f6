package dev.interlock.replay.compare;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interlock.replay.rewrite.IdRules;
import java.util.List;
import java.util.TreeSet;

/**
 * Compares bodies by structure. Ignores the order of members. Compares numbers by value. Paths have no indices.
 */
final class TreeComparison {
    private final Equivalence equivalence;
    private final List<Difference> into;
    private final int most;

    /** @param most limit on the number of differences */
    TreeComparison(Equivalence equivalence, List<Difference> into, int most) {
        this.equivalence = equivalence;
        this.into = into;
        this.most = most;
    }

    /**
     * @param name name of the member that contains the trees
     * @param thing noun of the enclosing object
     */
    void compare(JsonNode left, JsonNode right, String path, String name, String thing) {
        if (into.size() >= most) {
            return;
        }
        if (left.isObject() && right.isObject()) {
            TreeSet<String> names = new TreeSet<>();
            left.fieldNames().forEachRemaining(names::add);
            right.fieldNames().forEachRemaining(names::add);
            for (String member : names) {
                compareMember(left, right, path + "." + member, member, thing);
            }
        } else if (left.isArray() && right.isArray()) {
            compareArrays(left, right, path, name, thing);
        } else if (!areEqual(left, right, name, thing)) {
            add(path, left.toString(), right.toString());
        }
    }

    private void compareMember(JsonNode left, JsonNode right, String path, String member, String thing) {
        JsonNode before = left.get(member);
        JsonNode after = right.get(member);
        if (before == null || after == null) {
            add(
                    path,
                    before == null ? Difference.MISSING : before.toString(),
                    after == null ? Difference.MISSING : after.toString());
        } else {
            String inner = before.isContainerNode() ? IdRules.noun(member) : thing;
            compare(before, after, path, member, inner);
        }
    }

    private void compareArrays(JsonNode left, JsonNode right, String path, String name, String thing) {
        if (left.size() != right.size()) {
            add(path + "[*]", left.size() + " elements", right.size() + " elements");
            return;
        }
        for (int i = 0; i < left.size(); i++) {
            compare(left.get(i), right.get(i), path + "[*]", name, thing);
        }
    }

    private boolean areEqual(JsonNode left, JsonNode right, String name, String thing) {
        if (left.isNumber() && right.isNumber()) {
            return isSameNumber(left, right) || equivalence.areSame(name, thing, left.asText(), right.asText());
        }
        if (left.isTextual() && right.isTextual()) {
            String before = left.textValue();
            String after = right.textValue();
            return equivalence.areSame(name, thing, before, after)
                    || (before.startsWith("/") && equivalence.areSamePaths(before, after));
        }
        return left.equals(right);
    }

    private static boolean isSameNumber(JsonNode left, JsonNode right) {
        boolean isReal = (left.isFloat() || left.isDouble()) || (right.isFloat() || right.isDouble());
        return isReal
                ? Double.compare(left.doubleValue(), right.doubleValue()) == 0
                : left.decimalValue().compareTo(right.decimalValue()) == 0;
    }

    private void add(String path, String left, String right) {
        if (into.size() < most) {
            into.add(Difference.of(Difference.Kind.BODY, path, left, right));
        }
    }
}
