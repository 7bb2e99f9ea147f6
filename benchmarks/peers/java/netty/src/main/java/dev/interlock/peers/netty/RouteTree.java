package dev.interlock.peers.netty;

import dev.interlock.peers.common.ShopRoute;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds a route by its method and then by the segments of its path. Literals take precedence over variables. */
final class RouteTree {
    private final Map<String, Node> methods = new HashMap<>();

    private static final class Node {
        private final Map<String, Node> fixed = new HashMap<>();
        private Node variable;
        private ShopRoute route;
    }

    RouteTree(List<ShopRoute> routes) {
        for (ShopRoute route : routes) {
            Node node = methods.computeIfAbsent(route.method(), method -> new Node());
            for (String segment : route.template().substring(1).split("/")) {
                node = child(node, segment);
            }
            node.route = route;
        }
    }

    private static Node child(Node node, String segment) {
        if (!segment.startsWith("{")) {
            return node.fixed.computeIfAbsent(segment, fixed -> new Node());
        }
        if (node.variable == null) {
            node.variable = new Node();
        }
        return node.variable;
    }

    /**
     * Returns the route for the method and path, or null if there is none.
     * @param values receives the values of the variables, in their order
     */
    ShopRoute find(String method, String path, List<String> values) {
        Node node = methods.get(method);
        for (int from = 1; node != null && from <= path.length(); ) {
            int slash = path.indexOf('/', from);
            int to = slash < 0 ? path.length() : slash;
            String segment = path.substring(from, to);
            Node fixed = node.fixed.get(segment);
            if (fixed == null) {
                values.add(segment);
            }
            node = fixed == null ? node.variable : fixed;
            from = to + 1;
        }
        return node == null ? null : node.route;
    }
}
