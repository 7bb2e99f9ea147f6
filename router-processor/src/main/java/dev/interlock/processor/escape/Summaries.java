package dev.interlock.processor.escape;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import dev.interlock.processor.escape.Root.Edge;
import dev.interlock.processor.escape.Root.Made;
import dev.interlock.processor.escape.Summary.Escape;
import dev.interlock.processor.escape.Summary.EscapeKey;
import dev.interlock.processor.escape.Summary.Kept;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;

/**
 * Follows values across methods. Methods may call each other recursively, so the search repeats until it finds nothing
 * new.
 */
final class Summaries {
    private static final int MOST_ROUNDS = 50;

    private final Targets targets;
    private final Predicate<Element> sources;
    private final Predicate<MethodFlow> isShared;
    private final Map<MethodFlow, Summary> summaries = new LinkedHashMap<>();
    private final Map<MethodFlow, Set<MethodFlow>> callers = new HashMap<>();
    private final Map<Call, List<MethodFlow>> targetsOf = new HashMap<>();

    /**
     * Whether the search for escapes has started. The search starts when the results and kept values of all methods are
     * known.
     */
    private boolean seeksEscapes;

    /**
     * Creates an empty summary for each method.
     *
     * @param isShared whether the object of a method serves all requests
     */
    Summaries(List<MethodFlow> flows, Targets targets, Predicate<Element> sources, Predicate<MethodFlow> isShared) {
        this.targets = targets;
        this.sources = sources;
        this.isShared = isShared;
        flows.forEach(it -> summaries.put(it, new Summary()));
    }

    /** Computes the summaries of the given methods and of all methods that they may call. */
    void solve(List<MethodFlow> starts) {
        Set<MethodFlow> needed = reachable(starts);
        repeat(needed);
        summaries.values().forEach(it -> it.escapes.clear());
        seeksEscapes = true;
        repeat(needed);
    }

    /**
     * Returns the given methods, the methods that they may call, and all methods of the objects that any of these
     * methods creates.
     */
    private Set<MethodFlow> reachable(List<MethodFlow> starts) {
        Set<MethodFlow> found = new LinkedHashSet<>(starts);
        Deque<MethodFlow> open = new ArrayDeque<>(found);
        while (!open.isEmpty()) {
            for (Call call : open.pop().callsInOrder) {
                List<MethodFlow> next = new ArrayList<>(targets(call));
                if (call.method.getKind() == ElementKind.CONSTRUCTOR) {
                    next.addAll(targets.methodsOf(Attribution.ownerType(call.method)));
                }
                next.stream().filter(found::add).forEach(open::push);
            }
        }
        return found;
    }

    private void repeat(Set<MethodFlow> needed) {
        Set<MethodFlow> dirty = needed;
        for (int round = 0; round < MOST_ROUNDS && !dirty.isEmpty(); round++) {
            Set<MethodFlow> now = dirty;
            Set<MethodFlow> changed = new HashSet<>();
            summaries.forEach((flow, summary) -> {
                if (now.contains(flow)) {
                    int before = summary.size();
                    solve(flow, summary);
                    if (summary.size() != before) {
                        changed.add(flow);
                    }
                }
            });
            dirty = new HashSet<>();
            for (MethodFlow flow : changed) {
                dirty.addAll(callers.getOrDefault(flow, Set.of()));
            }
        }
    }

    Summary of(MethodFlow flow) {
        return Objects.requireNonNull(summaries.get(flow));
    }

    private List<MethodFlow> targets(Call call) {
        return targetsOf.computeIfAbsent(call, it -> targets.of(it, it.receiver.roots(), sources.test(it.method)));
    }

    private void solve(MethodFlow flow, Summary summary) {
        boolean isNew = true;
        for (int round = 0; isNew && round < MOST_ROUNDS; round++) {
            isNew = false;
            for (Store store : flow.stores) {
                isNew |= store(flow, summary, store, store.at(), flow.unit);
            }
            for (Store application : flow.applications) {
                isNew |= apply(flow, summary, application);
            }
            for (Call call : flow.callsInOrder) {
                isNew |= call(flow, summary, call);
            }
        }
        Map<Root, Reach> returned = reach(flow.returned);
        if (seeksEscapes) {
            flow.leaks.forEach(leak -> leak(flow, summary, leak, returned));
            flow.callsInOrder.forEach(call -> leaks(flow, summary, call, returned));
        }
        returned.forEach((root, reach) -> {
            if (!(root instanceof Made) && !(root instanceof Root.Result)) {
                summary.returned.merge(root, reach, (a, b) -> a.kind().compareTo(b.kind()) <= 0 ? a : b);
            }
        });
    }

    private boolean call(MethodFlow flow, Summary summary, Call call) {
        boolean isNew = false;
        List<MethodFlow> found = targets(call);
        if (found.isEmpty()) {
            for (Store store : call.stores) {
                isNew |= store(flow, summary, store, store.at(), flow.unit);
            }
        }
        for (Store application : call.applications) {
            isNew |= apply(flow, summary, application);
        }
        for (MethodFlow target : found) {
            callers.computeIfAbsent(target, it -> new HashSet<>()).add(flow);
            Summary callee = of(target);
            for (Map.Entry<Kept, Store> entry : List.copyOf(callee.kept.entrySet())) {
                Kept kept = entry.getKey();
                Value value = call.argument(kept.parameter()).then(call.text);
                Store store = new Store(
                        value, call.argument(kept.into()), entry.getValue().where(), call.at);
                isNew |= store(flow, summary, store, entry.getValue().at(), target.unit);
            }
            for (Kept kept : List.copyOf(callee.applied)) {
                Value value = call.argument(kept.parameter()).then(call.text);
                isNew |= apply(flow, summary, new Store(value, call.argument(kept.into()), call.text, call.at));
            }
        }
        return isNew;
    }

    private boolean store(MethodFlow flow, Summary summary, Store store, Tree end, CompilationUnitTree endUnit) {
        boolean isNew = false;
        Map<Root, Reach> into = new LinkedHashMap<>();
        visit(store.into(), Path.NONE, Edge.Kind.ALIAS, into, Edge.Kind.ALIAS);
        for (Root root : into.keySet()) {
            if (root instanceof Made made) {
                isNew |= made.hold(store.value(), Edge.Kind.ELEMENT);
            } else if (root instanceof Root.Held || (root.equals(Root.THIS) && isShared.test(flow))) {
                escape(summary, reach(store.value()), Leak.Kind.STORED, store.where(), store.at(), end, endUnit, false);
            } else if (root instanceof Root.Parameter parameter) {
                isNew |= keep(summary, store, parameter, end);
            }
        }
        return isNew;
    }

    private boolean keep(Summary summary, Store store, Root.Parameter into, Tree end) {
        boolean isNew = false;
        for (Root root : reach(store.value()).keySet()) {
            if (root instanceof Root.Parameter parameter && !parameter.equals(into)) {
                Kept kept = new Kept(parameter.index(), into.index());
                Store known = new Store(store.value(), store.into(), store.where(), end);
                isNew |= summary.kept.putIfAbsent(kept, known) == null;
            }
        }
        return isNew;
    }

    private boolean apply(MethodFlow flow, Summary summary, Store application) {
        boolean isNew = false;
        Map<Root, Reach> functions = new LinkedHashMap<>();
        visit(application.into(), Path.NONE, Edge.Kind.ALIAS, functions, Edge.Kind.ALIAS);
        for (Root root : functions.keySet()) {
            if (root instanceof Made made) {
                for (Made parameter : made.parameters) {
                    isNew |= parameter.hold(application.value(), Edge.Kind.ALIAS);
                }
                isNew |= made.type != null && applyObject(flow, summary, made, application);
            } else if (root instanceof Root.Parameter function) {
                for (Root given : reach(application.value()).keySet()) {
                    if (given instanceof Root.Parameter parameter && !parameter.equals(function)) {
                        isNew |= summary.applied.add(new Kept(parameter.index(), function.index()));
                    }
                }
            }
        }
        return isNew;
    }

    /**
     * Records the effects of a call of an object as a function; the class of the object is compiled. The object may
     * keep the argument or let it escape. Returns whether the object keeps a new value.
     */
    private boolean applyObject(MethodFlow flow, Summary summary, Made object, Store application) {
        boolean isNew = false;
        for (MethodFlow method : targets.methodsOf(Objects.requireNonNull(object.type))) {
            callers.computeIfAbsent(method, it -> new HashSet<>()).add(flow);
            Summary callee = of(method);
            for (Kept kept : callee.kept.keySet()) {
                if (kept.into() == Root.THIS.index()) {
                    isNew |= object.hold(application.value(), Edge.Kind.ELEMENT);
                }
            }
            new LinkedHashMap<>(callee.escapes).forEach((key, escape) -> {
                if (key.root() instanceof Root.Parameter parameter && parameter.index() >= 0) {
                    follow(summary, application.value(), application.where(), application.at(), escape, false);
                }
            });
        }
        return isNew;
    }

    private void leak(MethodFlow flow, Summary summary, Leak leak, Map<Root, Reach> returned) {
        Map<Root, Reach> reached = reach(leak.value());
        boolean isResultReturned = leak.result() != null && returned.containsKey(leak.result());
        boolean isAwaited = isResultReturned
                || reached.keySet().stream().anyMatch(it -> it instanceof Made && returned.containsKey(it));
        escape(summary, reached, leak.kind(), leak.where(), leak.at(), leak.at(), flow.unit, isAwaited);
    }

    private void leaks(MethodFlow flow, Summary summary, Call call, Map<Root, Reach> returned) {
        List<MethodFlow> found = targets(call);
        if (found.isEmpty()) {
            call.leaks.forEach(leak -> leak(flow, summary, leak, returned));
        }
        boolean isReturned = returned.containsKey(call);
        for (MethodFlow target : found) {
            new LinkedHashMap<>(of(target).escapes).forEach((key, escape) -> {
                if (key.root() instanceof Root.Parameter parameter
                        && (escape.kind() == Leak.Kind.STORED || escape.kind() == Leak.Kind.LATER)) {
                    boolean isAwaited = escape.isAwaited() && isReturned;
                    follow(summary, call.argument(parameter.index()), call.text, call.at, escape, isAwaited);
                }
            });
        }
    }

    /**
     * Adds an escape from a called method to the summary of the caller. A value that escapes from a method also escapes
     * from the callers of the method.
     */
    private void follow(Summary summary, Value value, String call, Tree at, Escape escape, boolean isAwaited) {
        reach(value).forEach((root, reach) -> {
            if (root instanceof Root.Parameter || root instanceof Root.Typed) {
                Path path = reach.path().then(call).then(escape.path());
                Edge.Kind held = Reach.weaker(reach.kind(), escape.held());
                summary.escapes.putIfAbsent(
                        new EscapeKey(root, escape.end()),
                        new Escape(
                                escape.kind(),
                                held,
                                path,
                                escape.where(),
                                at,
                                escape.end(),
                                escape.endUnit(),
                                isAwaited));
            }
        });
    }

    private void escape(
            Summary summary,
            Map<Root, Reach> reached,
            Leak.Kind kind,
            String where,
            Tree at,
            Tree end,
            CompilationUnitTree endUnit,
            boolean isAwaited) {
        reached.forEach((root, reach) -> {
            if (root instanceof Root.Parameter || root instanceof Root.Typed) {
                summary.escapes.putIfAbsent(
                        new EscapeKey(root, end),
                        new Escape(kind, reach.kind(), reach.path().then(where), where, at, end, endUnit, isAwaited));
            }
        });
    }

    /** Returns all roots that a value may be or hold, with the path from each root. */
    private Map<Root, Reach> reach(Value value) {
        Map<Root, Reach> found = new LinkedHashMap<>();
        visit(value, Path.NONE, Edge.Kind.ALIAS, found, Edge.Kind.CAPTURE);
        return found;
    }

    private void visit(Value value, Path path, Edge.Kind kind, Map<Root, Reach> found, Edge.Kind weakest) {
        value.roots().forEach(root -> visit(root, value.path(root).then(path), kind, found, weakest));
    }

    private void visit(Root root, Path path, Edge.Kind kind, Map<Root, Reach> found, Edge.Kind weakest) {
        Reach known = found.get(root);
        if (kind.compareTo(weakest) > 0 || (known != null && known.kind().compareTo(kind) <= 0)) {
            return;
        }
        found.put(root, new Reach(path, kind));
        if (root instanceof Made made) {
            for (Edge edge : made.edges()) {
                visit(edge.root(), edge.path().then(path), Reach.weaker(kind, edge.kind()), found, weakest);
            }
        } else if (root instanceof Call call) {
            visitResult(call, path, kind, found, weakest);
        }
    }

    private void visitResult(Call call, Path path, Edge.Kind kind, Map<Root, Reach> found, Edge.Kind weakest) {
        List<MethodFlow> possible = targets(call);
        if (possible.isEmpty()) {
            visit(call.returned, path, kind, found, weakest);
        }
        for (MethodFlow target : possible) {
            of(target).returned.forEach((root, reach) -> {
                Edge.Kind weaker = Reach.weaker(kind, reach.kind());
                Path whole = Path.NONE.then(call.text).then(reach.path()).then(path);
                if (root instanceof Root.Parameter parameter) {
                    visit(call.argument(parameter.index()), whole, weaker, found, weakest);
                } else {
                    visit(root, whole, weaker, found, weakest);
                }
            });
        }
    }
}
