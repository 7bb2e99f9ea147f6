package dev.interlock.recording.redact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes the values of a JSON text that a set of patterns selects. Each value has a state, and each member or
 * element of it leads to the next state. Immutable.
 */
final class Automaton {
    /** State of a value in which no pattern can select anything. */
    static final int DEAD = -1;

    /** Automaton without patterns. */
    static final Automaton NONE = new Automaton(List.of());

    private final State[] states;

    private Automaton(List<State> states) {
        this.states = states.toArray(State[]::new);
    }

    /**
     * A state.
     *
     * @param hidden whether the value is hidden
     * @param names names of members; the member at each index leads to the state at the same index of {@code next}
     * @param other state of all other members and elements
     */
    private record State(boolean hidden, List<byte[]> names, List<Integer> next, int other) {}

    /** A node in the graph of patterns. Nodes may form cycles. */
    static final class Node {
        private final Map<String, Node> members = new LinkedHashMap<>();
        private @Nullable Node any;
        private boolean hidden;

        /** Returns the node of a member. */
        Node member(String name) {
            return members.computeIfAbsent(name, absent -> new Node());
        }

        /** Makes a member lead to a node. */
        void member(String name, Node next) {
            members.put(name, next);
        }

        /** Returns the node of any member or element. */
        Node any() {
            Node next = any;
            if (next == null) {
                next = new Node();
                any = next;
            }
            return next;
        }

        /** Makes any member or element lead to a node. */
        void any(Node next) {
            any = next;
        }

        void hide() {
            hidden = true;
        }

        /**
         * Adds a JSON pointer (RFC 6901).
         *
         * @param pointer JSON pointer; the token {@code *} matches each member or element
         */
        void add(String pointer) {
            if (!pointer.startsWith("/")) {
                throw new IllegalArgumentException(
                        "The JSON pointer \"" + pointer + "\" does not begin with a slash. Tip: /card/number");
            }
            Node at = this;
            for (String token : pointer.substring(1).split("/", -1)) {
                at = token.equals("*")
                        ? at.any()
                        : at.member(token.replace("~1", "/").replace("~0", "~"));
            }
            at.hide();
        }
    }

    /** Creates the automaton of a graph from its start node. */
    static Automaton of(Node start) {
        Map<List<Node>, Integer> numbers = new HashMap<>();
        List<State> states = new ArrayList<>();
        List<List<Node>> open = new ArrayList<>();
        number(List.of(start), numbers, open);
        // A set of nodes is one state, because a member may match a name and a star at the same time.
        for (int i = 0; i < open.size(); i++) {
            states.add(state(open.get(i), numbers, open));
        }
        return new Automaton(states);
    }

    private static int number(List<Node> nodes, Map<List<Node>, Integer> numbers, List<List<Node>> open) {
        if (nodes.isEmpty()) {
            return DEAD;
        }
        Integer known = numbers.get(nodes);
        if (known == null) {
            known = open.size();
            numbers.put(nodes, known);
            open.add(nodes);
        }
        return known;
    }

    private static State state(List<Node> nodes, Map<List<Node>, Integer> numbers, List<List<Node>> open) {
        List<Node> any = nodes.stream().flatMap(it -> Stream.ofNullable(it.any)).toList();
        Set<String> names = new TreeSet<>();
        nodes.forEach(it -> names.addAll(it.members.keySet()));
        List<byte[]> texts = new ArrayList<>();
        List<Integer> next = new ArrayList<>();
        for (String name : names) {
            List<Node> after = new ArrayList<>(any);
            nodes.stream().filter(it -> it.members.containsKey(name)).forEach(it -> after.add(it.member(name)));
            texts.add(name.getBytes(UTF_8));
            next.add(number(after, numbers, open));
        }
        return new State(nodes.stream().anyMatch(it -> it.hidden), texts, next, number(any, numbers, open));
    }

    /** Returns the state of the root value. */
    int start() {
        return states.length == 0 ? DEAD : 0;
    }

    /** Whether the patterns select nothing. */
    boolean isEmpty() {
        return states.length == 0;
    }

    boolean isHidden(int state) {
        return state != DEAD && states[state].hidden;
    }

    /** Returns the state of a member. */
    int member(int state, byte[] bytes, int from, int to) {
        if (state == DEAD) {
            return DEAD;
        }
        State at = states[state];
        for (int i = 0; i < at.names.size(); i++) {
            byte[] name = at.names.get(i);
            if (Arrays.equals(name, 0, name.length, bytes, from, to)) {
                return at.next.get(i);
            }
        }
        return at.other;
    }

    /** Returns the state of an array element. */
    int element(int state, int index) {
        if (state == DEAD) {
            return DEAD;
        }
        State at = states[state];
        if (at.names.isEmpty()) {
            return at.other;
        }
        byte[] digits = Integer.toString(index).getBytes(UTF_8);
        return member(state, digits, 0, digits.length);
    }
}
