package dev.interlock.processor.model.proto;

import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/**
 * A {@code @ProtoWriter} interface.
 *
 * @param message all fields of the message, also those that no method writes
 * @param methods in the order of the source, inherited ones first
 */
public record MessageWriter(TypeElement type, MessageSchema message, List<Mutator> methods) {
    public MessageWriter {
        methods = List.copyOf(methods);
    }

    /**
     * An abstract method of a writer. It returns nothing, or the writer as the interface or one that it extends; only {@link
     * Begin} returns another writer. An inherited method may name what it returns by a type parameter.
     */
    public sealed interface Mutator {
        ExecutableElement method();
    }

    /** Writes a field, or one more element of a repeated one. */
    public record Value(ExecutableElement method, FieldSchema field, ValueType type) implements Mutator {}

    /**
     * Writes the elements of an array as elements of a repeated field.
     *
     * @param type of each element
     */
    public record Values(ExecutableElement method, FieldSchema field, ValueType type) implements Mutator {}

    /**
     * Writes an entry of a map whose values are no messages.
     *
     * @param entry the message of the entries, with field 1 for keys and field 2 for values
     */
    public record Entry(
            ExecutableElement method, FieldSchema field, MessageSchema entry, ValueType key, ValueType value)
            implements Mutator {}

    /**
     * Begins a message within the message: of a field, one more element of a repeated one, or the value of an entry of a map.
     *
     * @param entry the message of the entries, for a map
     * @param key of the entry, for a map
     * @param nested the interface that writes it, which is what the method returns
     */
    public record Begin(
            ExecutableElement method,
            FieldSchema field,
            Optional<MessageSchema> entry,
            Optional<ValueType> key,
            TypeElement nested)
            implements Mutator {}

    /** Ends what the method that begins the field began. */
    public record End(ExecutableElement method, FieldSchema field) implements Mutator {}
}
