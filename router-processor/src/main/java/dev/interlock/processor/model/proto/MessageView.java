package dev.interlock.processor.model.proto;

import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/**
 * A {@code @ProtoView} interface.
 *
 * @param message message type that the interface reads, including fields without a method
 * @param methods methods in the order of the source, with inherited methods first
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
     * Method that returns the value of a field. For a repeated field, it returns {@code Repeated}, {@code RepeatedInt}
     * or a similar type. For a map, it returns {@code Entries}.
     *
     * @param type type of the value or of each element; for a map, the view of its entries
     */
    public record Value(ExecutableElement method, FieldSchema field, ValueType type) implements Accessor {}

    /** Method that returns whether a field was set. */
    public record Presence(ExecutableElement method, FieldSchema field) implements Accessor {}

    /**
     * Method that returns which member of a oneof was set last.
     *
     * @param type {@code INT} for the number of the field, or 0 if none was set; {@code ENUM} for an enum constant
     */
    public record Case(ExecutableElement method, OneofSchema oneof, ValueType type) implements Accessor {}

    /** Method that returns a view of the same content. This view stays valid after the request. */
    public record Copy(ExecutableElement method) implements Accessor {}
}
