package dev.interlock.processor.escape;

import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/** Origin of a value in a method. The value is the root itself or a part of it. */
sealed interface Root {
    /** Argument of the caller; {@link #THIS} is the receiver. */
    record Parameter(int index) implements Root {}

    /** Object that all requests share, such as a static field. */
    record Held(String what) implements Root {}

    /** View or writer known by its type alone, such as the parameter of a lambda. */
    record Typed(VariableElement variable) implements Root {}

    /** Result of a method of the compilation: each call stands for its own. */
    non-sealed interface Result extends Root {}

    /** Object that the method creates, a lambda or its parameter, or the result of a library method. Has identity. */
    final class Made implements Root {
        /** Class of the object, or null if it is unknown. */
        final @Nullable TypeElement type;

        /** Parameters, if this is a lambda. */
        final List<Made> parameters = new ArrayList<>();

        /** Result, if this is a lambda. */
        Value returned = Value.EMPTY;

        private final List<Edge> edges = new ArrayList<>();

        Made(@Nullable TypeElement type) {
            this.type = type;
        }

        /** References that the object holds so far. */
        List<Edge> edges() {
            return List.copyOf(edges);
        }

        /** Adds a value that the object holds. Returns whether it is new. */
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

    /** Reference from an object to a root. */
    record Edge(Root root, Path path, Kind kind) {
        enum Kind {
            /** The object and the root may be the same object. */
            ALIAS,
            ELEMENT,
            /** A lambda or a class within the method captures the root. */
            CAPTURE
        }

        boolean is(Root other, Kind otherKind) {
            return kind == otherKind && root.equals(other);
        }
    }

    /** Receiver of the method. */
    Parameter THIS = new Parameter(-1);
}
