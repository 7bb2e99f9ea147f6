package dev.interlock.processor.read.proto;

import dev.interlock.processor.declaration.proto.ProtoScope;
import dev.interlock.processor.model.proto.EnumConstants;
import dev.interlock.processor.model.proto.EnumSchema;
import dev.interlock.processor.model.proto.FieldSchema;
import dev.interlock.processor.model.proto.ValueType;
import dev.interlock.processor.model.proto.ValueType.Form;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.report.ProtoMessage;
import dev.interlock.processor.source.Annotations;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** Reads the Java type of one value of a field. */
final class ValueReader {
    private final ProtoScope scope;
    private final EnumReader enums;

    public ValueReader(ProtoScope scope) {
        this.scope = scope;
        this.enums = new EnumReader(scope);
    }

    /**
     * Reads the type of one value of a field; empty if a mistake was reported.
     *
     * @param method method at which mistakes are reported
     * @param form form of the type; the field supports this form
     */
    public Optional<ValueType> read(Member method, FieldSchema field, Form form, TypeMirror type) {
        if (form == Form.ENUM) {
            return constants(method, field.enumeration().orElseThrow(), classOf(type))
                    .map(constants -> new ValueType(form, Optional.of(constants), Optional.empty()));
        }
        if (form == Form.MESSAGE) {
            return message(method, field, classOf(type))
                    .map(message -> new ValueType(form, Optional.empty(), Optional.of(message)));
        }
        return Optional.of(ValueType.of(form));
    }

    private Optional<EnumConstants> constants(Member method, EnumSchema schema, TypeElement type) {
        return isAccessible(method, type) ? enums.read(type, schema) : Optional.empty();
    }

    /**
     * Returns the interface that reads or writes the message in a field. If the interface has no annotation, is for
     * another message or is inaccessible, reports the method and returns empty.
     */
    Optional<TypeElement> message(Member method, FieldSchema field, TypeElement type) {
        String expected = field.message().orElseThrow();
        String annotation = scope.annotation() + "(\"" + expected + "\")";
        Optional<AnnotationMirror> found = Annotations.find(type, scope.annotation());
        boolean isEntry = scope.entry(field).isPresent();
        if (isEntry && found.filter(it -> value(it).equals(expected)).isEmpty()) {
            return refuse(ProtoMessage.WRONG_ENTRY, method, type, scope.declaration(field), annotation);
        }
        if (found.isEmpty()) {
            return refuse(ProtoMessage.UNMARKED_INTERFACE, method, type, scope.declaration(field), annotation);
        }
        if (!value(found.get()).equals(expected)) {
            String actual = value(found.get());
            return refuse(ProtoMessage.OTHER_MESSAGE, method, type, actual, scope.declaration(field), expected);
        }
        return isAccessible(method, type) ? Optional.of(type) : Optional.empty();
    }

    private <T> Optional<T> refuse(ProtoMessage message, Member method, TypeElement type, String... more) {
        Object[] arguments = new Object[more.length + 2];
        arguments[0] = method.describe();
        arguments[1] = Place.describe(type);
        System.arraycopy(more, 0, arguments, 2, more.length);
        return scope.refuse(message, method.place(), arguments);
    }

    private static String value(AnnotationMirror annotation) {
        return Annotations.text(annotation, "value");
    }

    /** Whether the generated implementation can access a type. Reports an inaccessible type. */
    boolean isAccessible(Member method, TypeElement type) {
        if (!scope.canAccess(type)) {
            refuse(ProtoMessage.INACCESSIBLE_TYPE, method, type);
            return false;
        }
        return true;
    }

    static TypeElement classOf(TypeMirror type) {
        return (TypeElement) ((DeclaredType) type).asElement();
    }
}
