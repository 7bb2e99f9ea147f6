package dev.interlock.processor.escape;

import com.sun.source.tree.Tree;
import dev.interlock.processor.escape.Root.Edge;
import dev.interlock.processor.escape.Root.Made;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** State at one place in a method: the values of the method's variables, and the lambdas that contain the place. */
final class Frame {
    final MethodFlow flow;

    private final BiPredicate<TypeElement, Element> isSubclass;
    private final Map<Tree, Made> made = new HashMap<>();
    private final Map<Tree, Made> results = new HashMap<>();
    private final Map<Element, Integer> depths = new HashMap<>();
    private final List<Made> functions = new ArrayList<>();
    private final Deque<List<Map<Element, Value>>> exits = new ArrayDeque<>();

    private Map<Element, Value> locals = new HashMap<>();

    /** Creates the state at the start of a method. */
    Frame(MethodFlow flow, BiPredicate<TypeElement, Element> isSubclass) {
        this.flow = flow;
        this.isSubclass = isSubclass;
    }

    /** Returns the object that a tree creates. Every call with the same tree returns the same object. */
    Made made(Tree tree, @Nullable TypeElement type) {
        return made.computeIfAbsent(tree, it -> new Made(type));
    }

    /**
     * Returns the object that stands for the result of a method reference. Every call with the same tree returns the
     * same object.
     */
    Made result(Tree reference, @Nullable TypeElement type) {
        return results.computeIfAbsent(reference, it -> new Made(type));
    }

    Call call(ExecutableElement method, Tree at, String text) {
        return flow.calls.computeIfAbsent(at, it -> {
            Call call = new Call(method, at, text, isVirtual(method));
            flow.callsInOrder.add(call);
            return call;
        });
    }

    private static boolean isVirtual(ExecutableElement method) {
        return method.getKind() == ElementKind.METHOD
                && !method.getModifiers().contains(Modifier.STATIC)
                && !method.getModifiers().contains(Modifier.PRIVATE)
                && !method.getModifiers().contains(Modifier.FINAL);
    }

    /** Starts a lambda or an anonymous class. The code that is read until {@link #leave()} belongs to it. */
    void enter(Made function) {
        functions.add(function);
    }

    void leave() {
        functions.remove(functions.size() - 1);
    }

    /** Returns the innermost lambda or anonymous class; null if the place is in the method itself. */
    @Nullable
    Made function() {
        return functions.isEmpty() ? null : functions.get(functions.size() - 1);
    }

    /** Returns the value of {@code this}. */
    Value self() {
        for (int i = functions.size() - 1; i >= 0; i--) {
            if (functions.get(i).type != null) {
                return Value.of(functions.get(i));
            }
        }
        return outermostSelf();
    }

    /** Returns the innermost object around the place whose class is {@code owner} or a subclass of {@code owner}. */
    Value selfOf(Element owner) {
        for (int i = functions.size() - 1; i >= 0; i--) {
            TypeElement type = functions.get(i).type;
            if (type != null && isSubclass.test(type, owner)) {
                return Value.of(functions.get(i));
            }
        }
        return outermostSelf();
    }

    /** Returns the value of the object on which the method is called. */
    Value outermostSelf() {
        Value self = Value.of(Root.THIS);
        functions.forEach(it -> it.hold(self, Edge.Kind.CAPTURE));
        return self;
    }

    void declare(@Nullable Element variable, Value value) {
        if (variable != null) {
            depths.put(variable, functions.size());
            locals.put(variable, value);
        }
    }

    boolean knows(Element variable) {
        return depths.containsKey(variable);
    }

    /** Returns the value of a variable. If a surrounding lambda captures the variable, also records the capture. */
    Value read(Element variable) {
        Value value = locals.getOrDefault(variable, Value.EMPTY);
        for (int i = depths.getOrDefault(variable, functions.size()); i < functions.size(); i++) {
            functions.get(i).hold(value, Edge.Kind.CAPTURE);
        }
        return value;
    }

    void write(Element variable, Value value) {
        locals.put(variable, value);
    }

    /** Returns a copy of the values of all variables, so that the caller can restore them later. */
    Map<Element, Value> save() {
        return new HashMap<>(locals);
    }

    void restore(Map<Element, Value> saved) {
        locals = new HashMap<>(saved);
    }

    /** Adds saved values to the possible values of the variables. Returns whether at least one value is new. */
    boolean join(Map<Element, Value> saved) {
        boolean isNew = false;
        for (Map.Entry<Element, Value> entry : saved.entrySet()) {
            Value known = locals.getOrDefault(entry.getKey(), Value.EMPTY);
            if (!known.holdsAll(entry.getValue())) {
                locals.put(entry.getKey(), known.or(entry.getValue()));
                isNew = true;
            }
        }
        return isNew;
    }

    /** Begins a statement that {@code break} and {@code continue} can leave. */
    void startExits() {
        exits.push(new ArrayList<>());
    }

    /** Records the current values of the variables. Called where control may leave the surrounding statements. */
    void exit() {
        exits.forEach(it -> it.add(save()));
    }

    /** Ends the statement. Adds the values recorded at its exits to the possible values of the variables. */
    void joinExits() {
        exits.pop().forEach(this::join);
    }
}
