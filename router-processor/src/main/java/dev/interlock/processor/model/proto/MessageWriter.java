package dev.interlock.processor.model.proto;

import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/**
 * A {@code @ProtoWriter} interface.
 *
 * @param message message type that the interface writes, including fields without a method
 * @param methods methods in the order of the source, with inherited methods first
 */
public record MessageWriter(TypeElement type, MessageSchema message, List<Mutator> methods) {
    public MessageWriter {
        methods = List.copyOf(methods);
    }

    /**
     * An abstract method of a writer. Most of these methods are void or return the writer itself. A method that returns
     * the writer declares the interface or a superinterface as its return type. If it is inherited, the return type may
     * also be a type parameter. Only {@link Begin} returns another writer.
     */
    public sealed interface Mutator {
        ExecutableElement method();
    }

    /** Method that writes a field, or one more element of a repeated field. */
    public record Value(ExecutableElement method, FieldSchema field, ValueType type) implements Mutator {}

    /**
     * Method that writes the elements of an array to a repeated field.
     *
     * @param type type of each element
     */
    public record Values(ExecutableElement method, FieldSchema field, ValueType type) implements Mutator {}

    /**
     * Method that writes an entry of a map whose values are not messages.
     *
     * @param entry message type of the entries, with field 1 for keys and field 2 for values
     */
    public record Entry(
            ExecutableElement method, FieldSchema field, MessageSchema entry, ValueType key, ValueType value)
            implements Mutator {}

    /**
     * Method that begins a nested message: a field, one more element of a repeated field, or the value of a map entry.
     *
     * @param entry for a map, the message type of its entries
     * @param key for a map, the type of its keys
     * @param nested interface that writes the nested message; the method returns an instance of it
     */
    public record Begin(
            ExecutableElement method,
            FieldSchema field,
            Optional<MessageSchema> entry,
            Optional<ValueType> key,
            TypeElement nested)
            implements Mutator {}

    /** Method that ends the nested message that a {@link Begin} method of the same field began. */
    public record End(ExecutableElement method, FieldSchema field) implements Mutator {}
}
