package dev.interlock.processor.escape;

import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/** What a value of a method may be, or be a part of. */
sealed interface Root {
    /** What the caller gives; {@link #THIS} is the object whose method is called. */
    record Parameter(int index) implements Root {}

    /** What every request shares, such as a static field. */
    record Held(String what) implements Root {}

    /** A view or writer that is known by its type alone, such as the parameter of a lambda. */
    record Typed(VariableElement variable) implements Root {}

    /** What a method of the compilation returns. */
    final class Result implements Root {
        final Call call;

        Result(Call call) {
            this.call = call;
        }
    }

    /** An object that the method makes, a lambda or a parameter of one, or what a library returns. Has identity. */
    final class Made implements Root {
        /** Its class, where that is known. */
        final @Nullable TypeElement type;

        /** Of a lambda: its parameters. */
        final List<Made> parameters = new ArrayList<>();

        /** Of a lambda: what it returns. */
        Value returned = Value.EMPTY;

        private final List<Edge> edges = new ArrayList<>();

        Made(@Nullable TypeElement type) {
            this.type = type;
        }

        /** What it holds so far. */
        List<Edge> edges() {
            return List.copyOf(edges);
        }

        /** From now on it holds the value; returns whether that is new. */
        boolean hold(Value value, Edge.Kind kind) {
            boolean isNew = false;
            for (Root root : value.roots()) {
                if (root != this && edges.stream().noneMatch(edge -> edge.is(root, kind))) {
                    edges.add(new Edge(root, value.path(root), kind));
                    isNew = true;
                }
            }
            return isNew;
        }
    }

    /** That an object holds something. */
    record Edge(Root root, Path path, Kind kind) {
        enum Kind {
            /** The two may be the same object. */
            ALIAS,
            ELEMENT,
            /** A lambda or a class within the method refers to it. */
            CAPTURE
        }

        boolean is(Root other, Kind otherKind) {
            return kind == otherKind && root.equals(other);
        }
    }

    /** The object whose method is called. */
    Parameter THIS = new Parameter(-1);
}
