package dev.interlock.processor.escape;

import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/** Origin of a value in a method. The value is either the origin itself or a part of the origin. */
sealed interface Root {
    /** Argument that the caller passes; {@link #THIS} is the receiver. */
    record Parameter(int index) implements Root {}

    /** Object that all requests share, such as the value of a static field. */
    record Held(String what) implements Root {}

    /**
     * View or writer of unknown origin, such as the parameter of a lambda. Only its type shows that it is a view or
     * writer.
     */
    record Typed(VariableElement variable) implements Root {}

    /** Result of a method of the compilation. Each call is a separate root. */
    non-sealed interface Result extends Root {}

    /**
     * An object that the method creates, a lambda, a parameter of a lambda, or the result of a library method. Two
     * instances are never equal.
     */
    final class Made implements Root {
        /** Class of the object; null if it is unknown. */
        final @Nullable TypeElement type;

        /** Parameters of the lambda; empty if this is not a lambda. */
        final List<Made> parameters = new ArrayList<>();

        /** Result of the lambda; empty if this is not a lambda. */
        Value returned = Value.EMPTY;

        private final List<Edge> edges = new ArrayList<>();

        Made(@Nullable TypeElement type) {
            this.type = type;
        }

        /** Returns the references that the object holds so far. */
        List<Edge> edges() {
            return List.copyOf(edges);
        }

        /** Records that the object holds a value. Returns whether this was not recorded before. */
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
            /** The object is a lambda or a class within the method, and captures the root. */
            CAPTURE
        }

        boolean is(Root other, Kind otherKind) {
            return kind == otherKind && root.equals(other);
        }
    }

    /** The object on which the method is called. */
    Parameter THIS = new Parameter(-1);
}
