package dev.interlock.processor.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Numbers nodes and lists in the order of their first use. Equal nodes share a number, and equal lists share one. */
final class PlanTables {
    private final Map<String, Integer> nodes = new LinkedHashMap<>();
    private final Map<String, Integer> rows = new LinkedHashMap<>();
    private final Map<List<Integer>, Integer> lists = new LinkedHashMap<>();

    Target node(Node node) {
        int next = nodes.size();
        return new Target.Step(nodes.computeIfAbsent(node.line(), key -> next));
    }

    /** Returns the number of a row of trees. The tree at an index is for paths with as many segments as the index. */
    int row(List<Target> trees) {
        int next = rows.size();
        String line = trees.stream().map(PlanText::target).collect(Collectors.joining(" ", "row ", ""));
        return rows.computeIfAbsent(line, key -> next);
    }

    Target list(List<Integer> routes) {
        int next = lists.size();
        return new Target.Candidates(lists.computeIfAbsent(routes, key -> next));
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (List<Integer> list : lists.keySet()) {
            lines.add(list.stream().map(String::valueOf).collect(Collectors.joining(" ", "list ", "")));
        }
        lines.addAll(nodes.keySet());
        lines.addAll(rows.keySet());
        return lines;
    }
}
