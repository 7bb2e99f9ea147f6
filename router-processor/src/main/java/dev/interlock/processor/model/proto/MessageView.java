package dev.interlock.processor.model.proto;

import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/**
 * A {@code @ProtoView} interface.
 *
 * @param message all fields of the message, including fields without a method
 * @param methods methods in the order of the source, inherited methods first
 */
public record MessageView(TypeElement type, MessageSchema message, List<Accessor> methods) {
    public MessageView {
        methods = List.copyOf(methods);
    }

    /** Whether the view declares {@code copy()}. */
    public boolean isCopied() {
        return methods.stream().anyMatch(Copy.class::isInstance);
    }

    /** An abstract method of a view. */
    public sealed interface Accessor {
        ExecutableElement method();
    }

    /**
     * Returns the value of a field. A repeated field returns {@code Repeated}, {@code RepeatedInt} and so on; a map
     * returns {@code Entries}.
     *
     * @param type type of the value or of each element; for a map, the view of its entries
     */
    public record Value(ExecutableElement method, FieldSchema field, ValueType type) implements Accessor {}

    /** Returns whether a field was set. */
    public record Presence(ExecutableElement method, FieldSchema field) implements Accessor {}

    /**
     * Returns which member of a oneof was set last.
     *
     * @param type {@code INT} for the number of the field or 0, or {@code ENUM}
     */
    public record Case(ExecutableElement method, OneofSchema oneof, ValueType type) implements Accessor {}

    /** Returns a view of the same content that stays valid after the request. */
    public record Copy(ExecutableElement method) implements Accessor {}
}
