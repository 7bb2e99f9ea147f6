package dev.interlock;

import static com.google.common.truth.Truth.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ClassGraphTest {
    @Test
    void findsNoComponentInChain() {
        ClassGraph graph = new ClassGraph().edge("a", "b").edge("b", "c").edge("a", "c");

        assertThat(graph.components()).isEmpty();
    }

    @Test
    void joinsCyclesThatShareNode() {
        ClassGraph graph = new ClassGraph()
                .edge("a", "b")
                .edge("b", "a")
                .edge("b", "c")
                .edge("c", "b")
                .edge("c", "d");

        assertThat(graph.components()).containsExactly(Set.of("a", "b", "c"));
    }

    @Test
    void sortsComponentsBySize() {
        ClassGraph graph = new ClassGraph()
                .edge("a", "b")
                .edge("b", "a")
                .edge("b", "x")
                .edge("x", "y")
                .edge("y", "z")
                .edge("z", "x");

        assertThat(graph.components())
                .containsExactly(Set.of("x", "y", "z"), Set.of("a", "b"))
                .inOrder();
    }

    @Test
    void namesShortestCycle() {
        ClassGraph graph = new ClassGraph()
                .edge("p.one.A", "p.one.B")
                .edge("p.one.B", "p.two.C")
                .edge("p.two.C", "p.one.A")
                .edge("p.one.A", "p.two.D")
                .edge("p.two.D", "p.one.A");

        assertThat(graph.cycle(graph.components().get(0))).isEqualTo("one.A -> two.D -> one.A");
    }

    /** Two nodes are in one component if each can reach the other. */
    @Test
    void agreesWithReachability() {
        Random random = new Random(1);
        for (int round = 0; round < 300; round++) {
            ClassGraph graph = new ClassGraph();
            Map<String, Set<String>> reach = new TreeMap<>();
            int nodes = 1 + random.nextInt(8);
            for (int i = random.nextInt(3 * nodes); i >= 0; i--) {
                String from = "n" + random.nextInt(nodes);
                String to = "n" + random.nextInt(nodes);
                graph.edge(from, to);
                reach.computeIfAbsent(from, name -> new TreeSet<>()).add(to);
                reach.computeIfAbsent(to, name -> new TreeSet<>());
            }
            assertThat(graph.components()).containsExactlyElementsIn(mutual(closed(reach)));
        }
    }

    private static Map<String, Set<String>> closed(Map<String, Set<String>> reach) {
        for (String over : reach.keySet()) {
            for (Set<String> targets : reach.values()) {
                if (targets.contains(over)) {
                    targets.addAll(List.copyOf(reach.get(over)));
                }
            }
        }
        return reach;
    }

    private static List<Set<String>> mutual(Map<String, Set<String>> reach) {
        Map<Set<String>, Boolean> components = new HashMap<>();
        for (String node : reach.keySet()) {
            Set<String> component = new TreeSet<>(Set.of(node));
            for (String other : reach.get(node)) {
                if (reach.get(other).contains(node)) {
                    component.add(other);
                }
            }
            if (component.size() > 1) {
                components.put(component, true);
            }
        }
        return new ArrayList<>(components.keySet());
    }
}
