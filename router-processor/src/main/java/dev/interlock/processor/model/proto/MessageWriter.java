package dev.interlock.processor.model.proto;

import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/**
 * A {@code @ProtoWriter} interface.
 *
 * @param message all fields of the message, including fields without a method
 * @param methods methods in the order of the source, inherited methods first
 */
public record MessageWriter(TypeElement type, MessageSchema message, List<Mutator> methods) {
    public MessageWriter {
        methods = List.copyOf(methods);
    }

    /**
     * An abstract method of a writer. It is void, or returns the writer itself. The return type is the interface or a
     * superinterface; in an inherited method, it may be a type parameter. Only {@link Begin} returns another writer.
     */
    public sealed interface Mutator {
        ExecutableElement method();
    }

    /** Writes a field, or one more element of a repeated field. */
    public record Value(ExecutableElement method, FieldSchema field, ValueType type) implements Mutator {}

    /**
     * Writes the elements of an array to a repeated field.
     *
     * @param type type of each element
     */
    public record Values(ExecutableElement method, FieldSchema field, ValueType type) implements Mutator {}

    /**
     * Writes an entry of a map whose values are not messages.
     *
     * @param entry message type of the entries, with field 1 for keys and field 2 for values
     */
    public record Entry(
            ExecutableElement method, FieldSchema field, MessageSchema entry, ValueType key, ValueType value)
            implements Mutator {}

    /**
     * Begins a message within the message: a field, one more element of a repeated field, or the value of a map entry.
     *
     * @param entry message type of the entries, for a map
     * @param key type of the key of the entry, for a map
     * @param nested interface that writes the inner message and that the method returns
     */
    public record Begin(
            ExecutableElement method,
            FieldSchema field,
            Optional<MessageSchema> entry,
            Optional<ValueType> key,
            TypeElement nested)
            implements Mutator {}

    /** Ends the message that the field's {@link Begin} method began. */
    public record End(ExecutableElement method, FieldSchema field) implements Mutator {}
}
